// What a simulation of a cadence is given (C-90), and what stands on its agenda.
import type { Contacted } from '#core/cadence/contact-budget.ts';
import type { World } from '#core/cadence/draft.ts';
import type { Fact } from '#core/cadence/input.ts';
import type { Outline, OutlineNode } from '#core/cadence/outline.ts';
import type { PaceSettings } from '#core/cadence/simulate-pace.ts';
import type { SourcedRates } from '#core/cadence/simulate-rates.ts';
import type { Reaching } from '#core/cadence/simulate-reach.ts';
import type { LeftOutReason } from '#core/cadence/simulation-result.ts';
import type { FieldValues } from '#core/records/field.ts';
import type { Instant } from '#core/time/instant.ts';

export type Trial = {
  /** Of a definition that can be published, its follow-ups and rules numbered. */
  readonly outline: Outline;
  readonly world: Pick<World, 'zone' | 'module' | 'view'>;
  readonly pace: Omit<PaceSettings, 'zone'>;
  readonly reaching: Reaching;
  /** By number of the follow-up. */
  readonly rates: ReadonlyMap<number, SourcedRates>;
  readonly records: readonly TrialRecord[];
  readonly from: Instant;
  readonly days: number;
  readonly seed: number;
};

export type TrialRecord = {
  readonly id: string;
  readonly values: FieldValues;
  /** Why it would not be taken in, whatever the cadence says; null: it would. */
  readonly leftOut: Exclude<LeftOutReason, 'unenrolment_rule_met'> | null;
};

/** A follow-up that is to be carried out. */
export type Order = {
  /** The record's place among all. */
  readonly place: number;
  readonly record: TrialRecord;
  readonly node: OutlineNode;
  readonly repetition: number;
  /** Why it had to wait: its round is told each reason once, however long that takes. */
  readonly told: Set<string>;
};

export type Due =
  | { readonly kind: 'wake'; readonly place: number }
  | { readonly kind: 'fact'; readonly place: number; readonly fact: Fact; readonly by: Contacted | null }
  | { readonly kind: 'attempt'; readonly order: Order }
  /** A mailbox that was full may send again. */
  | { readonly kind: 'open'; readonly sender: string };
