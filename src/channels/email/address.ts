// What we accept as an e-mail address before it gets near a header or an SMTP command: one plain local part, one domain.
// Stricter than RFC 5322 on purpose (no quoted local parts, no address literals), international addresses included.
import { domainToASCII } from 'node:url';

const LOCAL_PART = /^[^\p{Cc}\s()<>[\]:;@\\,"]+$/u;
const LABEL = /^[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?$/;

/** The address with its domain in ASCII, as SMTP wants it; null when it isn't one. */
export function envelopeAddress(address: string): string | null {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, Math.max(at, 0));
  const domain = addressDomain(address);
  if (domain === null || !LOCAL_PART.test(local) || Buffer.byteLength(local) > 64) return null;
  if (local.startsWith('.') || local.endsWith('.') || local.includes('..')) return null;
  return `${local}@${domain}`;
}

/** The domain in ASCII and lower case; null when the address has none that could exist. */
export function addressDomain(address: string): string | null {
  const domain = domainToASCII(address.slice(address.lastIndexOf('@') + 1)).toLowerCase();
  const labels = domain.split('.');
  const valid =
    domain.length > 0 && domain.length <= 253 && labels.every((label) => label.length <= 63 && LABEL.test(label));
  return address.includes('@') && valid ? domain : null;
}
