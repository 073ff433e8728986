// Who calls the webhook proves by an HMAC over the bytes, made with the app's secret: X-Hub-Signature-256.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IsSignedByMeta } from '#core/message/whatsapp-news.ts';

const WRITTEN = /^sha256=([\da-f]{64})$/i;

export const isSignedByMeta: IsSignedByMeta = ({ body, signature, appSecret }) => {
  const [, hex] = WRITTEN.exec(signature) ?? [];
  if (hex === undefined) return false;
  return timingSafeEqual(Buffer.from(hex, 'hex'), createHmac('sha256', appSecret).update(body).digest());
};
