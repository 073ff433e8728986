// Whoever is calling, as actions and the API know them.
import type { Scope } from '#contract/scopes.ts';
import { type Feature, mayUse } from '#core/access/permissions.ts';
import type { Rights } from '#storage/access/rights.ts';
import type { Proof } from '#storage/accounts/sessions.ts';
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
  /** As they were when the request came in. */
  readonly rights: Rights;
  readonly via:
    | {
        readonly kind: 'session';
        readonly proof: Proof;
        /** Until it is set up, nothing else can be done. */
        readonly needsTwoFactor: boolean;
      }
    | { readonly kind: 'api_key'; readonly publicId: string };
};

/** Who has a scope: everybody, administrators, or those whose profile has one of these features (C-61). */
const heldBy: Readonly<Record<Scope, 'everybody' | 'administrators' | readonly Feature[]>> = {
  'records.read': 'everybody',
  'records.write': 'everybody',
  'cadences.read': ['cadences', 'enroll', 'enrollment_api'],
  'cadences.write': ['cadences'],
  'enrollments.write': ['enroll', 'enrollment_api'],
  'reports.read': ['reports'],
  admin: 'administrators',
};

/** Everything that the user may do, and may hand on to a key. */
export function scopesOfUser({ administrator, permissions }: Pick<Rights, 'administrator' | 'permissions'>): Scope[] {
  const all = Object.keys(heldBy) as Scope[]; // the record has exactly these keys
  return all.filter((scope) => {
    const holders = heldBy[scope];
    if (administrator || holders === 'everybody') return true;
    return holders !== 'administrators' && holders.some((feature) => mayUse(permissions, feature));
  });
}

/** The caller with all the user's scopes, or with those among `granted` that the user still has. */
export function callerOf(
  { user, organization, rights }: FoundCaller & { readonly rights: Rights },
  via: Caller['via'],
  granted: readonly string[] | 'all',
): Caller {
  const own = scopesOfUser(rights);
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
    rights,
  };
}
