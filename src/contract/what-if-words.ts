// What would happen, in words, in every language of the product.
import { type Language, sayReason, wordOf } from '#contract/history-words.ts';
import type { ToldEvent } from '#core/cadence/explain.ts';

type Kind = ToldEvent['kind'];

/** What only says that the supposed thing itself was heard, or that a worker would do its work, is left out. */
type Told = Exclude<
  Kind,
  | 'enrolled'
  | 'response_recorded'
  | 'heard_elsewhere'
  | 'continued'
  | 'moved_to_version'
  | 'moved_to_record'
  | 'follow_up_needs_review'
>;

const words: Readonly<Record<Language, Readonly<Record<Told | 'nothing' | 'heldUntil', string>>>> = {
  en: {
    follow_up_scheduled: '“{followUp}” would be scheduled for {dueAt}.',
    follow_up_claimed: '“{followUp}” would be carried out at once.',
    follow_up_executed: '“{followUp}” would count as carried out.',
    follow_up_cancelled: '“{followUp}” would be cancelled: {detail}.',
    follow_up_suppressed: '“{followUp}” would not be carried out: {detail}.',
    follow_up_failed: '“{followUp}” would fail: {detail}.',
    follow_up_skipped: '“{followUp}” would be skipped: {detail}.',
    follow_up_rescheduled: '“{followUp}” would be due at another time: {dueAt}.',
    trigger_overruled: '“{followUp}” would have started, but the unenrolment rule “{detail}” comes first.',
    held: '“{followUp}” would wait: {detail}.',
    heldUntil: '“{followUp}” would wait until {dueAt}: {detail}.',
    unenrolled: 'The record would be unenrolled: {detail}.',
    completed: 'The round would be completed: nothing would be left to happen.',
    expired: 'The round would expire.',
    stopped: 'The round would be stopped: {detail}.',
    failed: 'The round would fail: {detail}.',
    nothing: 'Nothing would follow: it would be recorded, and all goes on as planned.',
  },
  zh: {
    follow_up_scheduled: '“{followUp}”将安排在 {dueAt}。',
    follow_up_claimed: '“{followUp}”将立即执行。',
    follow_up_executed: '“{followUp}”将视为已执行。',
    follow_up_cancelled: '“{followUp}”将被取消：{detail}。',
    follow_up_suppressed: '“{followUp}”将不执行：{detail}。',
    follow_up_failed: '“{followUp}”将失败：{detail}。',
    follow_up_skipped: '“{followUp}”将被跳过：{detail}。',
    follow_up_rescheduled: '“{followUp}”的到期时间将变为 {dueAt}。',
    trigger_overruled: '“{followUp}”本会开始，但释放规则“{detail}”优先。',
    held: '“{followUp}”将暂缓：{detail}。',
    heldUntil: '“{followUp}”将暂缓至 {dueAt}：{detail}。',
    unenrolled: '记录将被释放：{detail}。',
    completed: '本轮将完成：没有后续事项。',
    expired: '本轮将逾期。',
    stopped: '本轮将停止：{detail}。',
    failed: '本轮将失败：{detail}。',
    nothing: '不会有后续：仅作记录，一切按计划进行。',
  },
};

/** One sentence an event; at least one. `written` writes an instant in the reader's zone and language. */
export function sayWhatIf(events: readonly ToldEvent[], language: Language, written: (at: number) => string): string[] {
  const sentences = events.flatMap((event) => say(event, language, written) ?? []);
  return sentences.length === 0 ? [words[language].nothing] : sentences;
}

function say(event: ToldEvent, language: Language, written: (at: number) => string): string | null {
  const own = words[language];
  const key = event.kind === 'held' && event.dueAt !== null ? 'heldUntil' : event.kind;
  if (!(key in own)) return null;
  const filling: Readonly<Record<string, string>> = {
    followUp: event.followUp ?? '',
    dueAt: event.dueAt === null ? '' : written(event.dueAt),
    detail: detailOf(event, language),
  };
  return own[key as keyof typeof own].replace(/\{(\w+)\}/g, (_, name: string) => filling[name] ?? '');
}

function detailOf({ kind, detail, about }: ToldEvent, language: Language): string {
  if (detail === null || (about === 'rule' && kind === 'trigger_overruled')) return detail ?? '';
  return about === 'rule' ? sayReason({ code: '', rule: detail }, language) : wordOf(detail, language);
}
