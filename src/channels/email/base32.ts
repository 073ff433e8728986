// Base32 (RFC 4648 letters, lower case, no padding): what survives a case-insensitive local part. Reading accepts only
// the one canonical spelling (upper case apart), so that two different texts never mean the same bytes.

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const VALUES = new Map([...ALPHABET].map((letter, value) => [letter, value]));

export function toBase32(bytes: Uint8Array): string {
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET.charAt((buffer >> bits) & 31);
    }
  }
  return bits > 0 ? text + ALPHABET.charAt((buffer << (5 - bits)) & 31) : text;
}

/** Null for a letter outside the alphabet, a length no bytes have, or bits set where padding would be. */
export function fromBase32(text: string): Uint8Array | null {
  const lower = text.toLowerCase();
  const bytes = new Uint8Array(Math.floor((lower.length * 5) / 8));
  let buffer = 0;
  let bits = 0;
  let at = 0;
  for (const letter of lower) {
    const value = VALUES.get(letter);
    if (value === undefined) return null;
    buffer = ((buffer << 5) | value) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (buffer >> bits) & 0xff;
  }
  const leftOver = buffer & ((1 << bits) - 1);
  return bits >= 5 || leftOver !== 0 ? null : bytes;
}
