// Who may see and change records that aren't their own (U-1): the organisation's default for the module, the hierarchy of
// roles, and sharing rules that open more. Nothing here takes away what another part gives.
import type { Offers } from '#core/criteria/asked-fields.ts';
import { type Criteria, conditionsOf } from '#core/criteria/criteria.ts';
import { statementOf } from '#core/criteria/operators.ts';
import { type Module, fieldOf } from '#core/records/field.ts';

/** Of everybody, over the records of a module: private leaves their owners, those above them, and what is shared. */
export const sharingLevels = ['private', 'read', 'write'] as const;
export type SharingLevel = (typeof sharingLevels)[number];

export const groupKinds = ['everyone', 'role', 'role_and_below', 'team', 'user'] as const;

/** People: by a role, a team, or one of them, by public id. */
export type Group =
  | { readonly kind: 'everyone' }
  | { readonly kind: Exclude<(typeof groupKinds)[number], 'everyone'>; readonly id: string };

/** Records of a module: those that people own, or those that meet criteria whoever owns them. */
export type Shared =
  | { readonly kind: 'owned_by'; readonly group: Group }
  | { readonly kind: 'meeting'; readonly criteria: Criteria };

export type SharingRule = {
  readonly module: string;
  readonly name: string;
  readonly shared: Shared;
  readonly with: Group;
  readonly level: Exclude<SharingLevel, 'private'>;
};

/** Which records of a module somebody reaches. */
export type Reach =
  | 'all'
  | {
      /** Public ids of the members whose records they are. */
      readonly owners: readonly string[];
      /** Or the records that meet one of these. */
      readonly meeting: readonly Criteria[];
    };

/**
 * The field of criteria that can't decide over sharing, or null: an answer that changes with the clock, the reader's time
 * zone or another record would open and close records without anybody touching them; there is nobody who could be “me”; and
 * whoever belongs somewhere is shared with as a group.
 */
export function unfitForSharing(criteria: Criteria, module: Module): string | null {
  for (const condition of conditionsOf(criteria)) {
    const field = fieldOf(module, condition.field);
    if (field === undefined || !sharingOffers.field(field)) return condition.field;
    if (!sharingOffers.operator(statementOf(condition).operator)) return condition.field;
  }
  return null;
}

/** What such criteria may ask. */
export const sharingOffers: Offers = {
  field: ({ key, type }) => type !== 'date' && type !== 'date_time' && !key.includes('.'),
  operator: (operator) => operator !== 'is_me' && operator !== 'belongs_to',
};
