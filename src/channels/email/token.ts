// Tokens that leave the house: the delivery token (Message-ID, VERP return path), the open token (pixel), the unsubscribe
// token, the link token (click redirect) and the trap token (the link that people don't see). Each is ids + the first 128
// bits of an HMAC-SHA256 under a key of its own purpose, so none can be guessed (T17), made up (T16) or used for another purpose, and a link token can't be pointed
// elsewhere (T18). Reading never throws, whatever a stranger sends.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { fromBase32, toBase32 } from './base32.ts';
import { readVarint, toVarint } from './varint.ts';

/** `delivery` is the delivery's bigint id in decimal. */
export type DeliveryReference = { readonly organization: number; readonly delivery: string };
export type LinkReference = DeliveryReference & { readonly link: number; readonly url: string };

export type Tokens = {
  /** Lower-case base32, at most 56 letters: with `bounces+` in front it still fits a local part of 64. */
  readonly deliveryToken: (organization: number, delivery: string) => string;
  readonly readDeliveryToken: (token: string) => DeliveryReference | null;
  /** Of a message that no delivery sends: another one each time, in the same places. */
  readonly noticeToken: (organization: number) => string;
  readonly readNoticeToken: (token: string) => { readonly organization: number } | null;
  readonly openToken: (organization: number, delivery: string) => string;
  readonly readOpenToken: (token: string) => DeliveryReference | null;
  readonly unsubscribeToken: (organization: number, delivery: string) => string;
  readonly readUnsubscribeToken: (token: string) => DeliveryReference | null;
  readonly trapToken: (organization: number, delivery: string) => string;
  readonly readTrapToken: (token: string) => DeliveryReference | null;
  /** base64url; throws on anything but an absolute http(s) URL (`trackableUrl`). */
  readonly linkToken: (reference: LinkReference) => string;
  readonly readLinkToken: (token: string) => LinkReference | null;
};

const SIGNATURE_BYTES = 16;
/** What tells notices apart. */
const NOTICE_BYTES = 6;
const TOKEN_LENGTH_MAX = 56;
const URL_LENGTH_MAX = 2_000;
const LINK_TOKEN_LENGTH_MAX = 8_192;

type Signer = {
  readonly sign: (payload: Uint8Array) => Uint8Array;
  readonly open: (sealed: Uint8Array) => Uint8Array | null;
};

/** Throws on a key shorter than 128 bits: such a key is a bug in the configuration. */
export function createTokens(key: Uint8Array): Tokens {
  if (key.length < 16) throw new Error('the token key needs at least 16 bytes');
  const delivery = deliveryCodec(signerFor(key, 'delivery'));
  const notice = deliveryCodec(signerFor(key, 'notice'));
  const open = deliveryCodec(signerFor(key, 'open'));
  const unsubscribe = deliveryCodec(signerFor(key, 'unsubscribe'));
  const trap = deliveryCodec(signerFor(key, 'trap'));
  const link = signerFor(key, 'link');
  return {
    deliveryToken: delivery.write,
    readDeliveryToken: delivery.read,
    noticeToken: (organization) =>
      notice.write(organization, String(randomBytes(NOTICE_BYTES).readUIntBE(0, NOTICE_BYTES))),
    readNoticeToken: notice.read,
    openToken: open.write,
    readOpenToken: open.read,
    unsubscribeToken: unsubscribe.write,
    readUnsubscribeToken: unsubscribe.read,
    trapToken: trap.write,
    readTrapToken: trap.read,
    linkToken: (reference) => writeLink(link, reference),
    readLinkToken: (token) => readLink(link, token),
  };
}

/** The URL as it may stand in a link token, or null: absolute, http or https, no user name, at most 2,000 characters. */
export function trackableUrl(text: string): string | null {
  if (text.length > URL_LENGTH_MAX || !/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  const safe = (url.protocol === 'http:' || url.protocol === 'https:') && url.username === '' && url.password === '';
  return safe && url.href.length <= URL_LENGTH_MAX ? url.href : null;
}

function signerFor(key: Uint8Array, purpose: string): Signer {
  const purposeKey = createHmac('sha256', key).update(`cadenza e-mail token: ${purpose}`).digest();
  const signature = (payload: Uint8Array) =>
    createHmac('sha256', purposeKey).update(payload).digest().subarray(0, SIGNATURE_BYTES);
  return {
    sign: (payload) => Buffer.concat([payload, signature(payload)]),
    open: (sealed) => {
      if (sealed.length <= SIGNATURE_BYTES) return null;
      const payload = sealed.subarray(0, -SIGNATURE_BYTES);
      return timingSafeEqual(signature(payload), sealed.subarray(-SIGNATURE_BYTES)) ? payload : null;
    },
  };
}

function deliveryCodec(signer: Signer) {
  return {
    write: (organization: number, delivery: string): string =>
      toBase32(signer.sign(Uint8Array.from(idBytes({ organization, delivery })))),
    read: (token: string): DeliveryReference | null => {
      if (token.length > TOKEN_LENGTH_MAX) return null;
      const sealed = fromBase32(token);
      const payload = sealed && signer.open(sealed);
      const ids = payload && readIds(payload);
      return ids && ids.next === payload.length ? ids.reference : null;
    },
  };
}

function writeLink(signer: Signer, { organization, delivery, link, url }: LinkReference): string {
  const safe = trackableUrl(url);
  if (safe === null) throw new Error('only an absolute http(s) URL can be tracked');
  const payload = [...idBytes({ organization, delivery }), ...toVarint(BigInt(link)), ...Buffer.from(safe, 'utf8')];
  return Buffer.from(signer.sign(Uint8Array.from(payload))).toString('base64url');
}

function readLink(signer: Signer, token: string): LinkReference | null {
  if (token.length > LINK_TOKEN_LENGTH_MAX) return null;
  const sealed = Buffer.from(token, 'base64url');
  // Node skips what isn't base64url: only the canonical spelling counts.
  if (sealed.toString('base64url') !== token) return null;
  const payload = signer.open(sealed);
  const ids = payload && readIds(payload);
  const link = ids && readVarint(payload, ids.next);
  if (!link) return null;
  const url = trackableUrl(Buffer.from(payload.subarray(link.next)).toString('utf8'));
  return url === null ? null : { ...ids.reference, link: Number(link.value), url };
}

function idBytes({ organization, delivery }: DeliveryReference): number[] {
  return [...toVarint(BigInt(organization)), ...toVarint(BigInt(delivery))];
}

function readIds(payload: Uint8Array): { reference: DeliveryReference; next: number } | null {
  const organization = readVarint(payload, 0);
  const delivery = organization && readVarint(payload, organization.next);
  if (!delivery || organization.value > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  const reference = { organization: Number(organization.value), delivery: delivery.value.toString() };
  return { reference, next: delivery.next };
}
