// Standard Webhooks: a secret that only sender and receiver know, and a signature over id, time and body.
import { randomBytes } from 'node:crypto';
import { Webhook as Signer } from 'standardwebhooks';
import type { Seals } from '#actions/accounts/seals.ts';
import { assert } from '#core/assert.ts';
import type { Instant } from '#core/time/instant.ts';
import type { OrganizationSeat } from '#storage/db.ts';

const SECRET_BYTES = 32;

export type NewSecret = { /** To be shown once. */ readonly text: string; readonly sealed: Uint8Array };

type Owner = { readonly seat: OrganizationSeat /** Public id. */; readonly webhook: string };

export function newSecret(seals: Seals, owner: Owner): NewSecret {
  const text = `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
  return { text, sealed: seals.seal(text, purposeOf(owner)) };
}

/** Null: it was sealed under another secret of the installation. */
export function openSecret(seals: Seals, owner: Owner, sealed: Uint8Array): string | null {
  return seals.open(sealed, purposeOf(owner));
}

function purposeOf({ seat, webhook }: Owner): string {
  return `webhook ${seat.id} ${webhook}`;
}

export type Signed = { readonly messageId: string; readonly body: string; readonly now: Instant };

/** One signature for each secret. */
export function signedHeaders(
  secrets: readonly string[],
  { messageId, body, now }: Signed,
): Readonly<Record<string, string>> {
  assert(secrets.length > 0, 'nothing goes out unsigned');
  return {
    'content-type': 'application/json',
    'user-agent': 'Cadenza',
    'webhook-id': messageId,
    'webhook-timestamp': String(Math.floor(now / 1000)),
    'webhook-signature': secrets.map((secret) => new Signer(secret).sign(messageId, new Date(now), body)).join(' '),
  };
}
