// Secrets that are handed out once. The database keeps their SHA-256 only: 256 random bits need no slow hash.
import { createHash, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;
const PREFIX_BYTES = 4;

export type Token = { readonly text: string; readonly hash: Uint8Array };

export function newToken(): Token {
  const text = randomBytes(SECRET_BYTES).toString('base64url');
  return { text, hash: hashToken(text) };
}

export function hashToken(text: string): Uint8Array {
  return createHash('sha256').update(text).digest();
}

/** `cdz_<prefix>_<secret>`: a scanner of leaked secrets finds the first part, people tell keys apart by the second. */
export function newApiKeyText(): { text: string; prefix: string } {
  const prefix = randomBytes(PREFIX_BYTES).toString('hex');
  return { text: `cdz_${prefix}_${randomBytes(SECRET_BYTES).toString('base64url')}`, prefix };
}

/** Cheap: keeps anything else from reaching the database. */
export function looksLikeApiKey(text: string): boolean {
  return /^cdz_[0-9a-f]{8}_[\w-]{43}$/.test(text);
}
