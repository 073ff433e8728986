// Takes inputs into the enrollment: what was carried out, how the person answered, what a colleague set. Facts are
// recorded whatever the enrollment's status; what follows from them is decided elsewhere.
import type { Trigger } from '#core/cadence/definition.ts';
import { cancel, type Draft, isNodeClosed, order, record } from '#core/cadence/draft.ts';
import type { Progress } from '#core/cadence/enrollment.ts';
import type { Input } from '#core/cadence/input.ts';
import { linkKey, resultKey } from '#core/cadence/outline.ts';
import {
  type Channel,
  impliedBy,
  isMessage,
  type MessageResponse,
  strengthOfResponse,
} from '#core/cadence/response.ts';
import type { Instant } from '#core/time/instant.ts';

/**
 * The order in which inputs of one wake are folded, so that any order of arrival gives the same state: outcomes first,
 * then e-mail responses by their time, then statuses and requests in order of receipt (C-32, P6).
 */
export function foldingOrder(inputs: readonly Input[]): readonly Input[] {
  if (inputs.length < 2) return inputs;
  return inputs
    .map((input, index) => ({ input, index }))
    .sort((a, b) => {
      const byClass = foldingClass(a.input) - foldingClass(b.input);
      return byClass || byTime(a.input, b.input) || a.index - b.index;
    })
    .map(({ input }) => input);
}

/** Outcomes and responses by their time; what is left to chance, by kind and link. Statuses and requests stay as received. */
function byTime(a: Input, b: Input): number {
  if (foldingClass(a) === REQUEST_CLASS) return 0;
  return a.at - b.at || rankOf(a) - rankOf(b) || compareText(linkOf(a), linkOf(b));
}

function rankOf(input: Input): number {
  return input.kind === 'response' ? strengthOfResponse(input.response) : outcomeKinds.indexOf(input.kind);
}

function linkOf(input: Input): string {
  return input.kind === 'response' ? (input.link ?? '') : '';
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

const outcomeKinds: readonly Input['kind'][] = ['carried_out', 'refused', 'unknown'];
const REQUEST_CLASS = 2;

function foldingClass(input: Input): number {
  if (input.kind === 'response') return 1;
  return outcomeKinds.includes(input.kind) ? 0 : REQUEST_CLASS;
}

/** Records one fact about a follow-up. Inputs that are requests to the enrollment as a whole are not for here. */
export function applyFact(draft: Draft, input: Input): void {
  if (input.kind === 'heard_elsewhere') return hear(draft, input);
  if (!('followUp' in input)) return;
  const progress = draft.enrollment.followUps.get(input.followUp);
  if (progress === undefined) return; // of a follow-up that this round never had: nothing to record it on
  if (input.kind !== 'response' && isOvertaken(progress, input)) return noteEarlier(progress, input);
  switch (input.kind) {
    case 'response':
      return noteResponse(draft, progress, input);
    case 'status':
      return noteStatus(draft, progress, input);
    case 'carried_out':
      execute(draft, input.followUp, progress, input.at);
      if (isMessage(channelOf(draft, input.followUp))) note(draft, { progress, ...input, key: 'sent' });
      return;
    case 'refused':
      execute(draft, input.followUp, progress, input.at);
      return note(draft, { progress, ...input, key: refusedKey(channelOf(draft, input.followUp)) });
    default:
      return settle(draft, progress, input);
  }
}

function hear(draft: Draft, { response, channel, at }: Extract<Input, { kind: 'heard_elsewhere' }>): void {
  if (draft.enrollment.status !== 'active') return;
  draft.heard.push({ channel: channel ?? 'email', response });
  record(draft, 'heard_elsewhere', { detail: response, at });
}

type SettledInput = Extract<Input, { kind: 'not_carried_out' | 'suppressed' | 'held' | 'unknown' | 'reviewed' }>;

/**
 * C-33: it may have gone out, so nothing sends it again by itself: not even where it was cancelled, or planned anew,
 * while it was past the gate.
 */
function park(draft: Draft, progress: Progress, input: Extract<Input, { kind: 'unknown' }>): void {
  if (progress.state !== 'claimed' && progress.state !== 'cancelled' && progress.state !== 'scheduled') return;
  progress.state = 'needs_review';
  progress.held = null;
  progress.dueAt = input.at;
  record(draft, 'follow_up_needs_review', { followUp: input.followUp });
}

function settle(draft: Draft, progress: Progress, input: SettledInput): void {
  if (input.kind === 'reviewed') return review(draft, progress, input);
  const { followUp } = input;
  if (input.kind === 'unknown') return park(draft, progress, input);
  if (progress.state !== 'claimed' && !isTakenBack(draft, progress, input)) return; // cancelled, or proved sent meanwhile
  if (input.kind === 'held') return noteHold(draft, progress, input);
  progress.held = null;
  if (input.kind === 'suppressed') {
    progress.state = 'suppressed';
    record(draft, 'follow_up_suppressed', { followUp, detail: input.reason });
  } else {
    progress.state = 'failed';
    record(draft, 'follow_up_failed', { followUp, detail: input.reason });
  }
}

/** WhatsApp takes messages that it refuses afterwards (K-123). */
function isTakenBack(draft: Draft, { state }: Progress, { kind, followUp }: SettledInput): boolean {
  return kind === 'not_carried_out' && state === 'executed' && channelOf(draft, followUp) === 'whatsapp';
}

/** C-42: who carries it out says that it waits, and for what. */
function noteHold(draft: Draft, progress: Progress, input: Extract<Input, { kind: 'held' }>): void {
  const { followUp, reason, until, at } = input;
  progress.held = { reason, until };
  record(draft, 'held', { followUp, detail: reason, dueAt: until, at });
}

function review(draft: Draft, progress: Progress, input: Extract<Input, { kind: 'reviewed' }>): void {
  const attemptedAt = progress.dueAt ?? input.at;
  if (progress.state !== 'needs_review' || input.at < attemptedAt) return; // said already, or of an earlier attempt
  const { followUp, actor } = input;
  if (input.verdict === 'mark_sent') {
    // C-33: its time is the original attempt's; known to be sent only now, so no child is overdue at once.
    execute(draft, followUp, progress, attemptedAt);
    draft.carriedOut.set(followUp, input.at);
    note(draft, { progress, followUp, at: input.at, key: 'sent' });
  } else if (input.verdict === 'skip') {
    progress.state = 'skipped';
    record(draft, 'follow_up_skipped', { followUp, detail: 'reviewed', actor });
  } else {
    progress.state = 'claimed';
    if (draft.enrollment.status !== 'active') return cancel(draft, followUp, 'enrollment_ended');
    if (isOutOfBranch(draft, followUp)) return cancel(draft, followUp, 'stronger_response');
    order(draft, followUp, progress);
    record(draft, 'follow_up_claimed', { followUp, actor });
  }
}

function noteResponse(draft: Draft, progress: Progress, input: Extract<Input, { kind: 'response' }>): void {
  // Only a message that went out has a token to answer to: whatever we thought of it, it was sent.
  if (progress.state !== 'executed' && progress.state !== 'waiting' && !isOvertaken(progress, input)) {
    // Ordered once more, or put off by a server that had it already: the recipient has it, and gets no second one.
    if (progress.state === 'claimed') draft.commands.push({ kind: 'cancel_delivery', followUp: input.followUp });
    execute(draft, input.followUp, progress, input.at);
    note(draft, { progress, followUp: input.followUp, at: input.at, key: 'sent' });
  }
  if (progress.executedAt === null) return;
  const channel = channelOf(draft, input.followUp);
  for (const implied of impliedBy(input.response, channel)) note(draft, { progress, ...input, key: implied });
  note(draft, { progress, ...input, key: input.response });
  if (input.response === 'clicked' && input.link !== null && isLinkNamed(draft, input.followUp, input.link)) {
    note(draft, { progress, ...input, key: linkKey(input.link) });
  }
}

function noteStatus(draft: Draft, progress: Progress, input: Extract<Input, { kind: 'status' }>): void {
  const { followUp, status, result, at } = input;
  if (progress.status === status && progress.result === result) return; // K-114: set twice is once
  if (progress.status !== status) {
    progress.statusAt = at;
    progress.fresh = new Set(progress.fresh).add(status);
    record(draft, 'response_recorded', { followUp, detail: status, at, actor: input.actor });
  }
  if (progress.result !== result) progress.resultAt = result === null ? null : at;
  if (result !== null && progress.result !== result) {
    progress.fresh = new Set(progress.fresh).add(resultKey(result));
    record(draft, 'response_recorded', { followUp, detail: resultKey(result), at, actor: input.actor });
  }
  progress.status = status;
  progress.result = result;
}

type Noted = {
  readonly progress: Progress;
  readonly followUp: number;
  readonly at: Instant;
  readonly key: MessageResponse | string;
};

/** The first time counts; seen again changes nothing, except that the rules count what is said since a continue (C-50). */
function note(draft: Draft, { progress, followUp, at, key }: Noted): void {
  const { resumedAt } = draft.enrollment;
  const isSaidAgain = resumedAt !== null && at > resumedAt && !progress.fresh.has(key);
  if (progress.seen.has(key) && !isSaidAgain) return;
  if (!progress.seen.has(key)) progress.seen = new Map(progress.seen).set(key, at);
  progress.fresh = new Set(progress.fresh).add(key);
  record(draft, 'response_recorded', { followUp, detail: key, at });
}

function execute(draft: Draft, followUp: number, progress: Progress, at: Instant): void {
  const { state, repetition, executedAt, repeatedAt } = progress;
  if (repetition === 0) progress.executedAt = Math.min(executedAt ?? at, at);
  else progress.repeatedAt = state === 'executed' ? Math.min(repeatedAt ?? at, at) : at;
  if (state === 'executed') return;
  progress.state = 'executed';
  draft.carriedOut.set(followUp, at);
  progress.dueAt = null;
  progress.held = null;
  record(draft, 'follow_up_executed', { followUp, at });
}

/** Of a follow-up that this version has no more: its answers are those of an e-mail. */
function channelOf(draft: Draft, number: number): Channel {
  return draft.outline.byNumber.get(number)?.followUp.settings.channel ?? 'email';
}

function refusedKey(channel: Channel): MessageResponse {
  return channel === 'whatsapp' ? 'failed' : 'bounced';
}

function isOutOfBranch(draft: Draft, number: number): boolean {
  const node = draft.outline.byNumber.get(number);
  return node === undefined || isNodeClosed(draft, node);
}

function isLinkNamed(draft: Draft, number: number, url: string): boolean {
  const node = draft.outline.byNumber.get(number);
  const isIt = (trigger: Trigger): boolean => trigger.kind === 'link' && trigger.url === url;
  return (
    node?.followUp.repeat?.until.some(isIt) === true ||
    node?.children.some(({ followUp }) => followUp.triggers.some(isIt)) === true
  );
}

/** Settled before the present repetition began; of an execution that is told of twice the earlier instant counts. */
function noteEarlier(progress: Progress, input: Input): void {
  if (input.kind !== 'carried_out' && input.kind !== 'refused') return;
  const of = repetitionOf(input);
  if (of === 0) progress.executedAt = Math.min(progress.executedAt ?? input.at, input.at);
  else if (of === progress.repetition - 1) progress.repeatedAt = Math.min(progress.repeatedAt ?? input.at, input.at);
}

/** About an earlier repetition than the present one. */
function isOvertaken({ repetition }: Progress, input: Input): boolean {
  return (repetitionOf(input) ?? repetition) < repetition;
}

/** Null: what it says is of the follow-up, whichever repetition it came from. */
function repetitionOf(input: Input): number | null {
  if (input.kind === 'status' || input.kind === 'held' || input.kind === 'reviewed') return null;
  return 'repetition' in input ? (input.repetition ?? 0) : 0;
}
