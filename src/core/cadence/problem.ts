// What can be wrong with a definition, by code, and what a definition is judged against. The sentences for people are
// contract's.
import { type Barred, barredCodes } from '#core/cadence/audience-bars.ts';
import type { Answered } from '#core/cadence/reply-addresses.ts';
import type { WhatsappTemplate } from '#core/message/whatsapp.ts';
import type { Module } from '#core/records/field.ts';
import type { Instant } from '#core/time/instant.ts';

export const problemCodes = [
  'name_missing',
  'name_too_long',
  'module_unknown',
  'view_unknown',
  'view_of_another_module',
  ...barredCodes,
  'response_window_out_of_range',
  'first_follow_ups_out_of_range',
  'too_many_follow_ups',
  'follow_up_id_invalid',
  'follow_up_id_taken',
  'follow_up_parent_unknown',
  'follow_up_in_cycle',
  'trigger_missing',
  'trigger_on_first_follow_up',
  'trigger_not_of_channel',
  'trigger_link_invalid',
  'trigger_result_unknown',
  'duration_out_of_range',
  'absence_longer_than_window',
  'clock_beside_hours',
  'condition_missing',
  'repeat_times_out_of_range',
  'repeat_ends_at_once',
  'email_field_unknown',
  'address_invalid',
  'template_unknown',
  'template_field_unknown',
  'template_broken',
  'subject_missing',
  'text_field_unknown',
  'owner_unknown',
  'call_in_deals',
  'call_minutes_out_of_range',
  'whatsapp_off',
  'whatsapp_name_missing',
  'phone_field_unknown',
  'whatsapp_template_unknown',
  'whatsapp_template_not_approved',
  'whatsapp_template_wants_more',
  'whatsapp_variables_wrong',
  'whatsapp_variable_empty',
  'whatsapp_field_unknown',
  'email_after_unsubscribed',
  'replies_not_read',
  'sent_via_own_domain',
  'rule_id_taken',
  'rule_without_view',
  'rule_responses_missing',
  'rule_response_not_of_channel',
  'rule_result_unknown',
  'rule_follow_up_unknown',
  'rule_date_invalid',
  'rule_date_past',
  'rule_date_passed',
  'field_not_a_date',
  'criteria_broken',
  'criteria_ask_for_viewer',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

export type CadenceProblem = {
  readonly severity: 'error' | 'warning';
  readonly code: ProblemCode;
  /** 'followUps/welcome/delay', 'unenroll/goal', 'audience': where in the definition. */
  readonly path: string;
  /** What the sentence for people names: a value, a limit. */
  readonly params: Readonly<Record<string, string | number>>;
};

/** What the definition refers to, as it is in the organisation now. */
export type CheckContext = {
  readonly module: Module | null;
  /** The audience's view; null: there is no such view. */
  readonly view: { readonly module: string; readonly barred: Barred | null } | null;
  readonly templates: ReadonlyMap<string, TemplateFacts>;
  readonly whatsapp: {
    readonly isOn: boolean;
    /** By templateKey. */
    readonly templates: ReadonlyMap<
      string,
      Pick<WhatsappTemplate, 'status' | 'wants'> & { readonly variables: readonly unknown[] }
    >;
  };
  /** E-mail addresses of active members, folded. */
  readonly members: ReadonlySet<string>;
  /** C-60: of all channels. */
  readonly followUpsMax: number;
  readonly callResults: readonly string[];
  readonly replies: Answered & {
    /** Mail accounts by their folded addresses: the host that each sends by, and whether what comes to it is read. */
    readonly accounts: ReadonlyMap<string, { readonly server: string; readonly isRead: boolean }>;
  };
  readonly now: Instant;
  /** When the draft was saved last; absent: it is being written now. */
  readonly draftedAt?: Instant;
  readonly zone: string;
};

export type TemplateFacts =
  /** The record fields that it names. */
  { readonly kind: 'fine'; readonly fields: readonly string[] } | { readonly kind: 'broken'; readonly why: string };

export type Report = (problem: Omit<CadenceProblem, 'severity' | 'params'> & Partial<CadenceProblem>) => void;
