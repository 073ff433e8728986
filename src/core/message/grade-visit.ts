// C-37: whether a person stood behind a visit. What is certainly a machine's starts nothing; what nobody can tell counts as
// a person's. It must never say machine of what a person's own browser does: a lost click is a customer who gets no answer.
import { programKind } from '#core/message/known-programs.ts';
import { GRADING_WINDOW_MS, type Verdict, type Visit } from '#core/message/visit.ts';
import type { Instant } from '#core/time/instant.ts';

export type AroundVisit = {
  /** When the message's final dot went out; null: not known. */
  readonly sentAt: Instant | null;
  /** Visits of the same message, this one may be among them. */
  readonly visits: readonly Visit[];
};

/** Nobody has opened, read and followed a message so soon after it left; filters on the way have. */
const CLICK_AFTER_MS_MIN = 5_000;
const OPEN_AFTER_MS_MIN = 2_000;
/** So many different links so close together are followed by no hand. */
const BURSTS = [
  { links: 2, withinMs: 2_000 },
  { links: 3, withinMs: 10_000 },
] as const;

/** What the visit alone proves; null: it takes what comes before and after it. */
export function gradeAtOnce(visit: Visit): Verdict | null {
  const { kind, signs } = visit;
  if (signs.from === 'tester') return { grade: 'human', reason: 'tester' };
  if (kind === 'trapped') return machine('trap');
  if (signs.method === 'HEAD') return machine('head_only');
  if (signs.ahead) return machine('prefetch');
  if (signs.from === 'mail_filter') return machine('mail_filter');
  switch (programKind(signs.program)) {
    case 'apple_privacy':
      return kind === 'opened' ? machine('apple_mail_privacy') : null;
    case 'gmail_ahead':
      return kind === 'opened' ? machine('gmail_prefetch') : null;
    case 'scanner':
      return machine('scanner');
    case 'script':
      return machine('script');
    case 'crawler':
      return machine('crawler');
    default:
      return null;
  }
}

/** To be asked when the grading window has passed. */
export function gradeVisit(visit: Visit, around: AroundVisit): Verdict {
  return (
    gradeAtOnce(visit) ?? gradeByTime(visit, around) ?? gradeByCompany(visit, around.visits) ?? gradeByProgram(visit)
  );
}

function gradeByTime({ kind, at }: Visit, { sentAt }: AroundVisit): Verdict | null {
  if (sentAt === null) return null;
  return at - sentAt < (kind === 'opened' ? OPEN_AFTER_MS_MIN : CLICK_AFTER_MS_MIN) ? machine('too_soon') : null;
}

/** A filter follows all links, each perhaps under another name; the picture it loads beside them it loads under one of theirs. */
function gradeByCompany(visit: Visit, visits: readonly Visit[]): Verdict | null {
  const near = visits.filter(({ at }) => Math.abs(at - visit.at) <= GRADING_WINDOW_MS);
  if (visit.kind === 'clicked') {
    if (near.some(({ kind }) => kind === 'trapped')) return machine('trap');
    return isInBurst(visit, near) ? machine('burst') : null;
  }
  const isScan = (other: Visit): boolean =>
    other.kind !== 'opened' &&
    other.signs.program === visit.signs.program &&
    provenBy(other, visits)?.grade === 'machine';
  return near.some(isScan) ? machine('same_scan') : null;
}

function provenBy(visit: Visit, visits: readonly Visit[]): Verdict | null {
  return gradeAtOnce(visit) ?? gradeByCompany(visit, visits);
}

function isInBurst({ at: moment }: Visit, near: readonly Visit[]): boolean {
  return BURSTS.some(({ links, withinMs }) => {
    const followed = near.filter(({ link, at }) => link !== null && Math.abs(at - moment) <= withinMs);
    return new Set(followed.map(({ link }) => link)).size >= links;
  });
}

function gradeByProgram({ signs }: Visit): Verdict {
  switch (programKind(signs.program)) {
    case 'browser':
      return { grade: 'human', reason: 'browser' };
    case 'picture_proxy':
      return { grade: 'unknown', reason: 'picture_proxy' };
    case 'unnamed':
      return { grade: 'unknown', reason: 'program_unnamed' };
    default:
      return { grade: 'unknown', reason: 'program_unfamiliar' };
  }
}

function machine(reason: Extract<Verdict, { grade: 'machine' }>['reason']): Verdict {
  return { grade: 'machine', reason };
}
