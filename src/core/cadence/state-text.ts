// The compact text in which an enrollment's progress is stored. What waits is nearly all that there is, so every byte of it
// counts. Format 2: '2', then fields, each a capital letter and its value; what is as by default is left out.
//
//   times    milliseconds since the enrolment, as whole numbers are written to base 36, nothing for 0
//   names    their number of state-names.ts, or a JSON string
//
// Whoever changes what a field means raises the format's number and keeps reading the old ones; a new field needs none.
import { assert } from '#core/assert.ts';
import { type Enrollment, followUpStates, holdReasons, newProgress, type Progress } from '#core/cadence/enrollment.ts';
import { nameOfNumber, numberOfName } from '#core/cadence/state-names.ts';
import { stateFromFormat1 } from '#core/cadence/state-text-1.ts';
import type { Instant } from '#core/time/instant.ts';

export type StoredState = Pick<Enrollment, 'wakeAt' | 'resumedAt' | 'followUps'>;

const BASE = 36;

/** Writes what the enrollment row's `state` column holds. */
export function stateToText({ enrolledAt, wakeAt, resumedAt, followUps }: Enrollment): string {
  let text = '2';
  if (wakeAt !== null) text += `W${written(wakeAt - enrolledAt)}`;
  if (resumedAt !== null) text += `R${written(resumedAt - enrolledAt)}`;
  for (const [number, progress] of followUps) text += `N${written(number)}${followUpText(progress, enrolledAt)}`;
  return text;
}

function followUpText(progress: Progress, zero: Instant): string {
  let text = '';
  if (progress.state !== 'waiting') text += `S${written(followUpStates.indexOf(progress.state))}`;
  if (progress.ordered) text += 'O';
  if (progress.baseAt !== zero) text += `B${written(progress.baseAt - zero)}`;
  if (progress.dueAt !== null) text += `D${written(progress.dueAt - zero)}`;
  if (progress.cause !== null) text += `C${shortened(progress.cause)}`;
  if (progress.executedAt !== null) text += `X${written(progress.executedAt - zero)}`;
  for (const [name, at] of progress.seen) {
    text += `K${shortened(name)}`;
    if (at !== zero) text += `T${written(at - zero)}`;
  }
  for (const name of progress.fresh) text += `F${shortened(name)}`;
  return text + activityText(progress, zero) + holdText(progress, zero);
}

function activityText({ status, statusAt, result, resultAt }: Progress, zero: Instant): string {
  let text = '';
  if (status !== null) text += `V${shortened(status)}`;
  if (statusAt !== null) text += `A${written(statusAt - zero)}`;
  if (result !== null) text += `Q${shortened(result)}`;
  if (resultAt !== null) text += `U${written(resultAt - zero)}`;
  return text;
}

function holdText(progress: Progress, zero: Instant): string {
  const { closed, held, repetition, repeatedAt, awaitedUntil } = progress;
  let text = closed ? 'L' : '';
  if (held !== null) text += `H${written(holdReasons.indexOf(held.reason))}I${written(held.until - zero)}`;
  if (repetition !== 0) text += `P${written(repetition)}`;
  if (repeatedAt !== null) text += `E${written(repeatedAt - zero)}`;
  if (awaitedUntil !== null) text += `G${written(awaitedUntil - zero)}`;
  return text;
}

function written(number: number): string {
  return number === 0 ? '' : number.toString(BASE);
}

function shortened(name: string): string {
  const number = numberOfName(name);
  return number === undefined ? JSON.stringify(name) : written(number);
}

/** Reads the `state` column. Throws on anything that stateToText did not write: the row is then damaged. */
export function stateFromText(text: string, enrolledAt: Instant): StoredState {
  if (text.startsWith('[')) return stateFromFormat1(text, enrolledAt);
  assert(text.startsWith('2'), `unknown enrollment state format in ${text.slice(0, 20)}`);
  return new StateReader(text, enrolledAt).read();
}

class StateReader {
  private readonly text: string;
  private readonly zero: Instant;
  /** Of the next character. */
  private place = 1;
  private readonly followUps = new Map<number, Progress>();
  private seen = new Map<string, Instant>();
  private fresh = new Set<string>();
  private lastSeen = '';

  constructor(text: string, zero: Instant) {
    [this.text, this.zero] = [text, zero];
  }

  read(): StoredState {
    let [wakeAt, resumedAt]: [Instant | null, Instant | null] = [null, null];
    let progress: Progress | null = null;
    while (this.place < this.text.length) {
      const field = this.text[this.place++];
      if (field === 'W') wakeAt = this.time();
      else if (field === 'R') resumedAt = this.time();
      else if (field === 'N') progress = this.followUp();
      else {
        assert(progress !== null && field !== undefined, 'a field of no follow-up in an enrollment’s state');
        if (!this.readField(field, progress)) this.readRareField(field, progress);
      }
    }
    return { wakeAt, resumedAt, followUps: this.followUps };
  }

  private followUp(): Progress {
    const progress = newProgress(this.zero);
    this.followUps.set(this.number(), progress);
    return progress;
  }

  /** False: it is none of those that most follow-ups have. */
  private readField(field: string, progress: Progress): boolean {
    if (field === 'S') progress.state = this.oneOf(followUpStates);
    else if (field === 'O') progress.ordered = true;
    else if (field === 'B') progress.baseAt = this.time();
    else if (field === 'D') progress.dueAt = this.time();
    else if (field === 'C') progress.cause = this.name();
    else if (field === 'X') progress.executedAt = this.time();
    else if (field === 'K') this.readSeen(progress);
    else if (field === 'T') this.seen.set(this.lastSeen, this.time());
    else if (field === 'F') this.readFresh(progress);
    else return false;
    return true;
  }

  /** Most follow-ups have none: a map is made for those that have. */
  private readSeen(progress: Progress): void {
    if (progress.seen.size === 0) progress.seen = this.seen = new Map();
    this.lastSeen = this.name();
    this.seen.set(this.lastSeen, this.zero);
  }

  private readFresh(progress: Progress): void {
    if (progress.fresh.size === 0) progress.fresh = this.fresh = new Set();
    this.fresh.add(this.name());
  }

  private readRareField(field: string, progress: Progress): void {
    if (field === 'V') progress.status = this.name();
    else if (field === 'A') progress.statusAt = this.time();
    else if (field === 'Q') progress.result = this.name();
    else if (field === 'U') progress.resultAt = this.time();
    else if (field === 'L') progress.closed = true;
    else if (field === 'H') progress.held = { reason: this.oneOf(holdReasons), until: this.zero };
    else if (field === 'I' && progress.held !== null) progress.held = { ...progress.held, until: this.time() };
    else if (field === 'P') progress.repetition = this.number();
    else if (field === 'E') progress.repeatedAt = this.time();
    else if (field === 'G') progress.awaitedUntil = this.time();
    else throw new Error(`unknown field ${field} in an enrollment's state`);
  }

  private time(): Instant {
    return this.zero + this.number();
  }

  /** Ends before the next field. */
  private number(): number {
    const { text } = this;
    const isNegative = text.charCodeAt(this.place) === MINUS;
    if (isNegative) this.place++;
    let number = 0;
    for (; this.place < text.length; this.place++) {
      const digit = digitOf(text.charCodeAt(this.place));
      if (digit === null) break;
      number = number * BASE + digit;
    }
    return isNegative ? -number : number;
  }

  private oneOf<Name>(names: readonly Name[]): Name {
    const number = this.number();
    const name = names[number];
    assert(name !== undefined, `unknown state or reason ${number} in an enrollment's state`);
    return name;
  }

  private name(): string {
    if (this.text[this.place] !== '"') return nameOfNumber(this.number());
    const from = this.place++;
    while (this.place < this.text.length && this.text[this.place] !== '"') {
      this.place += this.text[this.place] === '\\' ? 2 : 1;
    }
    return JSON.parse(this.text.slice(from, ++this.place)) as string; // a JSON string or nothing that parses
  }
}

const [MINUS, ZERO, NINE, A, Z] = [0x2d, 0x30, 0x39, 0x61, 0x7a];

/** To base 36; null: none. */
function digitOf(code: number): number | null {
  if (code >= ZERO && code <= NINE) return code - ZERO;
  return code >= A && code <= Z ? code - A + 10 : null;
}
