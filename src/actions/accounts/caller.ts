// Whoever is calling, as actions and the API know them.
import type { Scope } from '#contract/scopes.ts';
import type { FoundCaller } from '#storage/accounts/callers.ts';
import type { Preferences } from '#storage/accounts/users.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type Member = {
  /** The number that the organisation's tables know the user by (member.id, actor). */
  readonly id: number;
  readonly publicId: string;
  readonly name: string;
  readonly email: string;
  readonly administrator: boolean;
  readonly preferences: Preferences;
};

export type Caller = {
  readonly organization: Organization;
  readonly member: Member;
  readonly scopes: readonly Scope[];
  readonly via: { readonly kind: 'session' } | { readonly kind: 'api_key'; readonly publicId: string };
};

/** Which users a scope can be given to. */
const heldBy: Readonly<Record<Scope, 'everybody' | 'administrators'>> = {
  'records.read': 'everybody',
  'records.write': 'everybody',
  'cadences.read': 'everybody',
  'cadences.write': 'everybody',
  'enrollments.write': 'everybody',
  'reports.read': 'everybody',
  admin: 'administrators',
};

/** Everything that the user may do, and may hand on to a key. */
export function scopesOfUser(user: { readonly administrator: boolean }): Scope[] {
  const all = Object.keys(heldBy) as Scope[]; // the record has exactly these keys
  return all.filter((scope) => user.administrator || heldBy[scope] === 'everybody');
}

/** The caller with all the user's scopes, or with those among `granted` that the user still has. */
export function callerOf(found: FoundCaller, via: Caller['via'], granted: readonly string[] | 'all'): Caller {
  const { user, organization } = found;
  const own = scopesOfUser(user);
  return {
    organization,
    member: {
      id: user.id,
      publicId: user.publicId,
      name: user.name,
      email: user.email,
      administrator: user.administrator,
      preferences: user.preferences,
    },
    scopes: granted === 'all' ? own : own.filter((scope) => granted.includes(scope)),
    via,
  };
}
