/** What stands behind `?` of the mailbox: whose mail is looked for, and which message is read. */
export type MailboxSearch = { readonly to?: string; readonly message?: string };

export function readMailboxSearch({ to, message }: Record<string, unknown>): MailboxSearch {
  const id = String(message);
  return {
    ...(typeof to === 'string' && to !== '' ? { to } : {}),
    ...(/^[1-9]\d{0,17}$/.test(id) ? { message: id } : {}),
  };
}
