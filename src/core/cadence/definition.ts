// A cadence's definition as the engine reads it: a flat list of follow-ups, each naming its parent. A published version
// is immutable; follow-ups and rules carry a small number that stays the same over all versions of the cadence.
import type { Criteria } from '#core/criteria/criteria.ts';
import type { Absence, Channel, Response } from '#core/cadence/response.ts';
import type { BusinessDuration } from '#core/time/business-calendar.ts';
import type { Duration } from '#core/time/calendar.ts';

/** C-14: so long before (negative) or after a date or date-time field of the record; null: on it. */
export type FieldTime = {
  readonly field: string;
  readonly shift: Duration | null;
  /** Wall clock 'HH:MM' in the organisation's zone; null: the field's own, in the morning where it is a bare date. */
  readonly at: string | null;
};

export function isFieldTime(within: Duration | FieldTime): within is FieldTime {
  return 'field' in within;
}

export type Delay =
  | { readonly kind: 'immediately' }
  | ({ readonly kind: 'after' } & (Duration | BusinessDuration))
  | ({ readonly kind: 'field_time' } & FieldTime);

/** C-15: judged when the follow-up is due. */
export type RecordCondition = {
  readonly criteria: Criteria;
  /** How long it waits for a record that does not meet them; null: not at all, it is skipped. */
  readonly waitFor: Duration | null;
};

/** C-16: carried out again and again, counting from the last time. */
export type Repeat = {
  readonly every: Duration;
  /** How often at most, the first time included. */
  readonly times: number;
  /** Any of these responses ends it. */
  readonly until: readonly RepeatEnd[];
};

export type Trigger =
  | { readonly kind: 'response'; readonly response: Response }
  /** The click on one given link. */
  | { readonly kind: 'link'; readonly url: string }
  /** Counted from when the parent was carried out, or until a time that a date field of the record gives. */
  | { readonly kind: 'absence'; readonly response: Absence; readonly within: Duration | FieldTime }
  /** A call ended with this result. */
  | { readonly kind: 'result'; readonly result: string };

export type RepeatEnd = Exclude<Trigger, { readonly kind: 'absence' }>;

export const branchings = ['strongest', 'all'] as const;
export type Branching = (typeof branchings)[number];

export type ActivityOwner =
  | { readonly kind: 'record_owner' }
  /** A user of the organisation, by e-mail address. */
  | { readonly kind: 'user'; readonly email: string };

/** In place of a From address: whoever owns the record when the message is made (K-104). */
export const RECORD_OWNER = 'record_owner';

/** How a message goes on with the mail that the round sent to the same address before (E-3, K-104). */
export const threads = ['reply', 'reply_same_sender'] as const;

export type EmailSettings = {
  readonly channel: 'email';
  /** The e-mail field of the record that names the recipient. */
  readonly to: string;
  /** Name of the template. */
  readonly template: string;
  /** An address or `RECORD_OWNER`; null: the organisation's own address. */
  readonly from: string | null;
  readonly replyTo: string | null;
  /** Absent: it begins a conversation of its own. */
  readonly thread?: (typeof threads)[number];
};

export const priorities = ['high', 'normal', 'low'] as const;

export type TaskSettings = {
  readonly channel: 'task';
  readonly subject: string;
  readonly description: string | null;
  /** Due this long after it is made; null: no due date. */
  readonly due: Duration | null;
  readonly priority: (typeof priorities)[number];
  readonly status: 'not_started' | 'deferred' | 'in_progress' | 'waiting_for_input';
  readonly owner: ActivityOwner;
  /** Reminder this long before it is due. */
  readonly reminder: Duration | null;
};

export type CallSettings = {
  readonly channel: 'call';
  readonly subject: string;
  readonly purpose: string | null;
  readonly agenda: string | null;
  /** Starts this long after it is made. */
  readonly startsAfter: Duration;
  readonly durationMinutes: number;
  readonly owner: ActivityOwner;
  readonly reminder: Duration | null;
};

export type WhatsappSettings = {
  readonly channel: 'whatsapp';
  readonly name: string;
  /** The phone field of the record that names the recipient, or lookup.field of a record that it looks up. */
  readonly to: string;
  /** An approved template of the WhatsApp Business account, by its name and language there. */
  readonly template: string;
  readonly language: string;
  /** What its variables are filled with, in the order of the template; may hold merge fields. */
  readonly variables: readonly string[];
};

export type ActivitySettings = TaskSettings | CallSettings;
export type ChannelSettings = EmailSettings | WhatsappSettings | ActivitySettings;

/** What people call a follow-up: its name, its subject, or the template it sends. Its id is for files. */
export function followUpTitle(settings: ChannelSettings): string {
  if (settings.channel === 'email') return settings.template;
  return settings.channel === 'whatsapp' ? settings.name : settings.subject;
}

export type FollowUp = {
  /** Stable name within the cadence: lower-case letters, digits, hyphens. */
  readonly id: string;
  /** Stable small number within the cadence; 0 in a draft that was never published. */
  readonly number: number;
  /** The parent's id; null for a first follow-up. */
  readonly parent: string | null;
  /** What starts it; empty for a first follow-up. Any of them will do. */
  readonly triggers: readonly Trigger[];
  readonly delay: Delay;
  /** How its own children are chosen when several match. */
  readonly branching: Branching;
  readonly settings: ChannelSettings;
  /** Absent: none. */
  readonly condition?: RecordCondition;
  /** Absent: it is carried out once. */
  readonly repeat?: Repeat;
};

export type UnenrollCondition =
  /** (a) The record no longer meets the view that is the audience. */
  | { readonly kind: 'left_view' }
  /** (b) Responses to follow-ups of a channel, or to one follow-up. */
  | {
      readonly kind: 'response';
      readonly channel: Channel;
      readonly followUp: string | null;
      readonly responses: readonly Response[];
    }
  /** (b) Results of calls. */
  | { readonly kind: 'result'; readonly followUp: string | null; readonly results: readonly string[] }
  /** (c) A date; its end in the organisation's zone. */
  | { readonly kind: 'date'; readonly on: string }
  /** (c) A date or date-time field, moved by whole days. */
  | { readonly kind: 'date_field'; readonly field: string; readonly offsetDays: number }
  /** (d) The record meets criteria. */
  | { readonly kind: 'record'; readonly criteria: Criteria };

export type UnenrollRule = {
  readonly id: string;
  readonly number: number;
  /** What the cadence is for: reported apart. */
  readonly goal: boolean;
  readonly when: UnenrollCondition;
};

export type Intake =
  /** Only the records in the view at publication. */
  | { readonly kind: 'static' }
  /** Records that enter later too, as they enter or every so often, within an optional window. */
  | {
      readonly kind: 'dynamic';
      readonly every: Duration | null;
      readonly from: string | null;
      readonly until: string | null;
    };

export type Audience =
  | { readonly kind: 'manual' }
  | { readonly kind: 'view'; readonly view: string; readonly intake: Intake; readonly manualToo: boolean };

export type CadenceDefinition = {
  readonly name: string;
  readonly description: string | null;
  readonly module: string;
  readonly audience: Audience;
  readonly followUps: readonly FollowUp[];
  readonly unenroll: readonly UnenrollRule[];
  /** C-40: how long a follow-up's children wait for a response, in days. */
  readonly responseWindowDays: number;
  /** C-39: absent: what would come due outside the organisation's business hours waits for the next opening. */
  readonly businessHours?: 'ignored';
  /** C-58; absent: one overdue follow-up per record runs, the others count from it. */
  readonly catchUp?: CatchUp;
};

/** What becomes of follow-ups that are overdue because nothing ran for a while. */
export type CatchUp =
  /** Everything that is still planned moves by as much as the first is late. */
  | { readonly kind: 're_space' }
  /** What is late by more than that is skipped. */
  | { readonly kind: 'skip'; readonly lateBy: Duration };

export const RESPONSE_WINDOW_DAYS_DEFAULT = 30;
export const RESPONSE_WINDOW_DAYS_MAX = 365;
export const FIRST_FOLLOW_UPS_MAX = 5;

export type EmailTemplate = {
  readonly name: string;
  readonly subject: string;
  readonly html: string;
  /** Null: made from the HTML. */
  readonly text: string | null;
};
