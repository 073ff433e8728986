const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Whether the database can be asked for it: on anything else its cast fails. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
