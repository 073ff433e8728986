// Whoever vouches for users in single sign-on (OpenID Connect).
import type { CallFailure } from '#core/net/outbound.ts';

export type ProviderAccess = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where people come back to. */
  readonly redirectUri: string;
};

/** What must come back with the answer, kept by the browser that asked. */
export type ProviderChecks = { readonly state: string; readonly nonce: string; readonly verifier: string };

export type ProviderFailure =
  | { readonly kind: 'failed'; readonly why: 'unreachable'; readonly failure: CallFailure }
  /** It isn't one, or its answer isn't right. */
  | { readonly kind: 'failed'; readonly why: 'not_valid' };

export type Identity = {
  readonly kind: 'known';
  /** Whom the issuer means, for good. */
  readonly subject: string;
  /** Null: it doesn't say. */
  readonly email: string | null;
  readonly emailVerified: boolean;
  readonly name: string | null;
};

export type IdentityProviders = {
  /** Where to send somebody to. */
  begin(
    access: ProviderAccess,
  ): Promise<{ readonly kind: 'begun'; readonly url: string; readonly checks: ProviderChecks } | ProviderFailure>;
  /** `query` is what they came back with. */
  finish(
    access: ProviderAccess,
    answer: { readonly query: string; readonly checks: ProviderChecks },
  ): Promise<Identity | ProviderFailure>;
};
