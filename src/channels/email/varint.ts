// Whole numbers from 0 to 2^64-1 as LEB128: small numbers make short tokens. Reading accepts the shortest form only.

const LIMIT = 1n << 64n;

export function toVarint(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7fn) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return bytes;
}

/** Null when the bytes end too early, the number is too large or not in its shortest form. */
export function readVarint(bytes: Uint8Array, start: number): { value: bigint; next: number } | null {
  let value = 0n;
  for (let at = start; at < bytes.length && at < start + 10; at++) {
    const byte = bytes[at] ?? 0;
    value |= BigInt(byte & 0x7f) << BigInt(7 * (at - start));
    if (byte >= 0x80) continue;
    const shortest = byte !== 0 || at === start;
    return shortest && value < LIMIT ? { value, next: at + 1 } : null;
  }
  return null;
}
