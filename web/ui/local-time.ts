// What <input type="datetime-local"> holds – '2026-03-02T09:00' in the reader's own zone – and instants of the API.

const TEXT_LENGTH = 'YYYY-MM-DDTHH:mm'.length;
const MINUTE_MS = 60_000;

/** Empty for no instant. */
export function inputOfInstant(iso: string | null): string {
  if (iso === null) return '';
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, TEXT_LENGTH);
}

/** Null: nothing, or not a time yet. */
export function instantOfInput(text: string): string | null {
  const at = new Date(text);
  return text === '' || Number.isNaN(at.getTime()) ? null : at.toISOString();
}
