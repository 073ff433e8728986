// What an administrator writes into the settings of single sign-on.
import type { Answer, Input } from '#web/api/call.ts';

export type Settings = NonNullable<Answer<'getSingleSignOn'>['settings']>;
type Wish = Input<'putSingleSignOn'>['body'];

export type Draft = Omit<Settings, 'id'> & {
  /** Empty: the one before stays. */
  readonly clientSecret: string;
};

export function draftOf(settings: Settings | null, label: string): Draft {
  const start = { active: true, label, issuer: '', clientId: '', domains: [], provision: false };
  const { id: _id, ...kept } = settings ?? { id: null, ...start };
  return { ...kept, clientSecret: '' };
}

export function wishOf({ clientSecret, ...draft }: Draft): Wish {
  return { ...draft, ...(clientSecret === '' ? {} : { clientSecret }) };
}

/** Of the contract: harbour.example. */
const DOMAIN = /^(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z\d-]{2,}$/i;

/** Null: all are domains. */
export function wrongDomain(domains: readonly string[]): string | null {
  return domains.find((domain) => !DOMAIN.test(domain)) ?? null;
}
