// Cursors of lists: opaque to callers, a few texts to us. Those of records are storage's own.

export function writeCursor(parts: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** Null: no cursor of ours. What it holds came from outside. */
export function readCursor(text: string): readonly unknown[] | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return Array.isArray(parts) ? parts : null;
  } catch {
    return null;
  }
}

/** Where a page begins: before this id; null: from the newest. */
export type IdPlace = { readonly before: string | null };

/** Of a cursor with one id in it. Null: not a cursor of ours. */
export function placeByCursor(cursor: string | undefined): IdPlace | null {
  if (cursor === undefined) return { before: null };
  const [id] = readCursor(cursor) ?? [];
  return typeof id === 'string' && /^[1-9]\d{0,17}$/.test(id) ? { before: id } : null;
}

export function isInstant(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && Math.abs(value) <= 8.64e15;
}
