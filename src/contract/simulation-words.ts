// What a simulation came to, in words, in every language of the product.
import { type Language, sayEvent } from '#contract/history-words.ts';
import type {
  LeftOut,
  NeverReason,
  SimulatedEnd,
  SimulatedRound,
  SimulatedStep,
} from '#core/cadence/simulation-result.ts';

type Words = {
  readonly leftOut: Readonly<Record<LeftOut['reason'], string>>;
  readonly never: Readonly<Record<NeverReason, string>>;
  readonly active: string;
};

const en: Words = {
  leftOut: {
    unenrolment_rule_met: 'Not taken in: the record meets the unenrolment rule “{rule}” already.',
    already_enrolled: 'Not taken in: the record is in the cadence now.',
    completed_before: 'Not taken in: the record has completed the cadence before.',
    was_enrolled_before: 'Not taken in: the record was in the cadence before.',
  },
  never: {
    parent_never_carried_out: 'Nobody gets here: the follow-up before it is never carried out.',
    trigger_never_met: 'Nobody gets here: none of its triggers was ever met.',
    rule_always_first: 'Nobody gets here: an unenrolment rule always comes first.',
    always_failed: 'It could not be carried out for anybody.',
    always_suppressed: 'Everybody it was due for is not to be contacted.',
    always_skipped: 'It was skipped for everybody.',
    always_cancelled: 'It was cancelled for everybody before it was due.',
    not_in_time: 'It is not due for anybody within the days that were tried.',
  },
  active: 'Still under way on the last day.',
};

const zh: Words = {
  leftOut: {
    unenrolment_rule_met: '未纳入：记录已符合释放规则“{rule}”。',
    already_enrolled: '未纳入：记录目前已在此销售节奏中。',
    completed_before: '未纳入：记录此前已完成此销售节奏。',
    was_enrolled_before: '未纳入：记录此前曾在此销售节奏中。',
  },
  never: {
    parent_never_carried_out: '没有记录到达此处：它之前的跟进从未执行。',
    trigger_never_met: '没有记录到达此处：触发条件从未满足。',
    rule_always_first: '没有记录到达此处：总有释放规则优先。',
    always_failed: '对所有记录都无法执行。',
    always_suppressed: '到期的记录均不可联系。',
    always_skipped: '对所有记录都被跳过。',
    always_cancelled: '对所有记录都在到期前被取消。',
    not_in_time: '在试运行的天数内对任何记录都未到期。',
  },
  active: '最后一天仍在进行中。',
};

const words: Readonly<Record<Language, Words>> = { en, zh };

export function sayLeftOut({ reason, rule }: Pick<LeftOut, 'reason' | 'rule'>, language: Language): string {
  return words[language].leftOut[reason].replace('{rule}', () => rule ?? '');
}

export function sayNever(reason: NeverReason, language: Language): string {
  return words[language].never[reason];
}

/** How a round stands at the end of the simulation. */
export function sayEnd(
  { status, reason, rule }: Pick<SimulatedEnd, 'status' | 'reason' | 'rule'>,
  language: Language,
): string {
  if (status === 'active') return words[language].active;
  const about = rule === null ? 'reason' : 'rule';
  return sayEvent({ ...NOTHING, kind: status, detail: rule ?? reason, about }, language, String);
}

export function sayRound({ status, reason, rule }: SimulatedRound, language: Language): string {
  if (status !== null) return sayEnd({ status, reason, rule }, language);
  return sayLeftOut({ reason: reason as LeftOut['reason'], rule }, language); // whoever is left out has one
}

const kinds = {
  carried_out: 'follow_up_executed',
  suppressed: 'follow_up_suppressed',
  skipped: 'follow_up_skipped',
  failed: 'follow_up_failed',
  held: 'held',
} as const satisfies Readonly<Record<SimulatedStep['what'], string>>;

/** `title`: what people call the follow-up. */
export function sayStep({ at, what, reason }: SimulatedStep, title: string, language: Language): string {
  const event = { ...NOTHING, at, kind: kinds[what], followUp: title, detail: reason, about: 'reason' } as const;
  return sayEvent(event, language, String);
}

const NOTHING = { at: 0, followUp: null, detail: null, dueAt: null, actor: null } as const;
