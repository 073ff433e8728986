// The organisation's provider of single sign-on, set by its administrators.
import { uuidv7 } from 'uuidv7';
import type { Caller } from '#actions/accounts/caller.ts';
import type { Seals } from '#actions/accounts/seals.ts';
import { callRefusal, type CallRefusal } from '#actions/outbound/call-refusal.ts';
import type { Refusal } from '#contract/errors.ts';
import type { IdentityProviders } from '#core/net/identity-provider.ts';
import type { Instant } from '#core/time/instant.ts';
import * as stored from '#storage/accounts/single-sign-on.ts';
import { writeAuditOf } from '#storage/audit/write-audit.ts';
import type { Database } from '#storage/db.ts';

export type SettingUp = {
  readonly database: Database;
  readonly seals: Seals;
  readonly providers: IdentityProviders;
  /** Where people reach the server (T12). */
  readonly publicUrl: URL;
  readonly caller: Pick<Caller, 'organization' | 'member'>;
  readonly now: Instant;
};

export type Settings = stored.SingleSignOn;

/** A page of the web app, which hands on what people come back with. */
export function redirectUriOf(publicUrl: URL): string {
  return new URL('/single-sign-on', publicUrl).href;
}

export function secretPurpose(organizationId: number): string {
  return `client secret of ${organizationId}`;
}

export async function readSettings({
  database,
  caller,
}: Pick<SettingUp, 'database' | 'caller'>): Promise<Settings | null> {
  return database.control((tx) => stored.findSingleSignOn(tx, caller.organization.id));
}

export type Wish = Omit<Settings, 'organizationId' | 'publicId' | 'clientSecret'> & {
  /** Null: it stays. */
  readonly clientSecret: string | null;
};

export type SettingsRefusal = CallRefusal | Refusal<'single_sign_on_issuer_not_valid' | 'single_sign_on_secret_needed'>;

/** The issuer is asked whether it is one. A secret never goes to another issuer than the one it was entered for (T11). */
export async function saveSettings(
  setting: SettingUp,
  wish: Wish,
): Promise<{ readonly kind: 'saved'; readonly settings: Settings } | SettingsRefusal> {
  const { database, seals, providers, publicUrl, caller, now } = setting;
  const { organization, member } = caller;
  const before = await readSettings(setting);
  const purpose = secretPurpose(organization.id);
  const kept = before?.issuer === wish.issuer ? seals.open(before.clientSecret, purpose) : null;
  const clientSecret = wish.clientSecret ?? kept;
  if (clientSecret === null) return { kind: 'refused', reason: 'single_sign_on_secret_needed' };
  const { issuer, clientId } = wish;
  const asked = await providers.begin({ issuer, clientId, clientSecret, redirectUri: redirectUriOf(publicUrl) });
  if (asked.kind === 'failed' && asked.why === 'unreachable') return callRefusal(asked.failure);
  if (asked.kind === 'failed') return { kind: 'refused', reason: 'single_sign_on_issuer_not_valid' };
  const settings: Settings = {
    ...wish,
    organizationId: organization.id,
    publicId: before?.publicId ?? uuidv7(),
    clientSecret: seals.seal(clientSecret, purpose),
    domains: [...new Set(wish.domains.map((domain) => domain.toLowerCase()))],
  };
  await database.control(async (tx) => {
    await stored.saveSingleSignOn(tx, settings, now);
    await writeAuditOf(tx, organization.seat, { action: 'single_sign_on_changed', actor: member.id, at: now });
  });
  return { kind: 'saved', settings };
}

/** Whoever came in by it alone needs a link for a password. */
export async function removeSettings({
  database,
  caller,
  now,
}: Pick<SettingUp, 'database' | 'caller' | 'now'>): Promise<null | Refusal<'not_found'>> {
  const { organization, member } = caller;
  return database.control(async (tx) => {
    if (!(await stored.deleteSingleSignOn(tx, organization.id))) return { kind: 'refused', reason: 'not_found' };
    await writeAuditOf(tx, organization.seat, { action: 'single_sign_on_removed', actor: member.id, at: now });
    return null;
  });
}
