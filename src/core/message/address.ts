// What counts as an e-mail address here: one mailbox, no display name, nothing that could end a header or an envelope.

const ADDRESS = /^[^\s@<>"(),:;\\\u0000-\u001f]{1,64}@[^\s@<>"(),:;\\\u0000-\u001f]{1,255}$/;

export function isAddress(text: string): boolean {
  return ADDRESS.test(text) && /\.[^.]+$/.test(text) && !text.includes('..');
}

/** In lower case. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}
