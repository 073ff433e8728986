// Secrets that must be read again are kept sealed (T11): AES-256-GCM under a key that the database doesn't have. What a
// secret is for is sealed with it, so that it opens nowhere else.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

export type Seals = {
  /** `purpose` names the one place where it may be opened: what it is, and whose. */
  seal(text: string, purpose: string): Uint8Array;
  /** Null: it was sealed with another secret of the installation, for another purpose, was changed, or never was sealed. */
  open(sealed: Uint8Array, purpose: string): string | null;
};

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function createSeals(installationSecret: string): Seals {
  const key = new Uint8Array(hkdfSync('sha256', installationSecret, '', 'cadenza seals', KEY_BYTES));
  return {
    seal: (text, purpose) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(purpose));
      const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), content]);
    },
    open: (sealed, purpose) => {
      const nonce = sealed.subarray(0, NONCE_BYTES);
      try {
        const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(
          Buffer.from(purpose),
        );
        decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
        const content = sealed.subarray(NONCE_BYTES + TAG_BYTES);
        return Buffer.concat([decipher.update(content), decipher.final()]).toString('utf8');
      } catch {
        return null;
      }
    },
  };
}
