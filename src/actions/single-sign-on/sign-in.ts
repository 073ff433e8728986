// U-3: signing in by the organisation's provider, in two requests: one before the browser goes there, one when it is back.
import type { Seals } from '#actions/accounts/seals.ts';
import { admit, type SingleSignOnRefusal } from '#actions/single-sign-on/admit.ts';
import { redirectUriOf, secretPurpose } from '#actions/single-sign-on/settings.ts';
import type { StartedSession } from '#actions/accounts/start-session.ts';
import type { Refusal } from '#contract/errors.ts';
import type { IdentityProviders, ProviderAccess, ProviderChecks } from '#core/net/identity-provider.ts';
import { type Instant, MINUTE } from '#core/time/instant.ts';
import {
  findActiveSingleSignOn,
  listActiveSingleSignOns,
  type SingleSignOn,
} from '#storage/accounts/single-sign-on.ts';
import type { Database } from '#storage/db.ts';

export type SigningIn = {
  readonly database: Database;
  readonly seals: Seals;
  readonly providers: IdentityProviders;
  /** Where people reach the server (T12). */
  readonly publicUrl: URL;
};

const ATTEMPT = 10 * MINUTE;
const ATTEMPT_PURPOSE = 'attempt at single sign-on';

/** What the sign-in page offers. */
export async function listSignInWays({ database }: Pick<SigningIn, 'database'>) {
  return database.control(listActiveSingleSignOns);
}

/** Kept by the browser that began, sealed: an answer that another browser brings is not its own. */
type Attempt = ProviderChecks & { readonly way: string; readonly until: Instant };

export type Begun = {
  readonly kind: 'begun';
  /** Where to send the browser. */
  readonly url: string;
  /** For its cookie. */
  readonly attempt: string;
  readonly until: Instant;
};

export async function beginSingleSignOn(
  signingIn: SigningIn,
  way: string,
  now: Instant,
): Promise<Begun | Refusal<'not_found' | 'single_sign_on_unreachable'>> {
  const found = await findWay(signingIn, way);
  if (found === null) return { kind: 'refused', reason: 'not_found' };
  const begun = await signingIn.providers.begin(found.access);
  if (begun.kind === 'failed') return { kind: 'refused', reason: 'single_sign_on_unreachable' };
  const until = now + ATTEMPT;
  const attempt: Attempt = { ...begun.checks, way, until };
  const sealed = signingIn.seals.seal(JSON.stringify(attempt), ATTEMPT_PURPOSE);
  return { kind: 'begun', url: begun.url, attempt: Buffer.from(sealed).toString('base64url'), until };
}

type Way = { readonly settings: SingleSignOn; readonly access: ProviderAccess };

/** Null: there is none, or its secret can't be opened any more. */
async function findWay({ database, seals, publicUrl }: SigningIn, way: string): Promise<Way | null> {
  const settings = await database.control((tx) => findActiveSingleSignOn(tx, way));
  if (settings === null) return null;
  const clientSecret = seals.open(settings.clientSecret, secretPurpose(settings.organizationId));
  if (clientSecret === null) return null;
  const { issuer, clientId } = settings;
  return { settings, access: { issuer, clientId, clientSecret, redirectUri: redirectUriOf(publicUrl) } };
}

export type Returned = {
  /** Of the address that the provider sent the browser to. */
  readonly query: string;
  /** Of the browser's cookie; null: it has none. */
  readonly attempt: string | null;
};

export async function finishSingleSignOn(
  signingIn: SigningIn,
  { query, attempt: sealed }: Returned,
  now: Instant,
): Promise<StartedSession | SingleSignOnRefusal | Refusal<'single_sign_on_unreachable'>> {
  const attempt = readAttempt(signingIn, sealed, now);
  const found = attempt === null ? null : await findWay(signingIn, attempt.way);
  if (attempt === null || found === null) return { kind: 'refused', reason: 'single_sign_on_failed' };
  const identity = await signingIn.providers.finish(found.access, { query, checks: attempt });
  if (identity.kind === 'failed') {
    const reason = identity.why === 'unreachable' ? 'single_sign_on_unreachable' : 'single_sign_on_failed';
    return { kind: 'refused', reason };
  }
  return admit(signingIn.database, { settings: found.settings, identity, now });
}

function readAttempt({ seals }: SigningIn, sealed: string | null, now: Instant): Attempt | null {
  const text = sealed === null ? null : seals.open(Buffer.from(sealed, 'base64url'), ATTEMPT_PURPOSE);
  const attempt = text === null ? null : (JSON.parse(text) as Attempt); // we have written it
  return attempt !== null && attempt.until > now ? attempt : null;
}
