// A request for something of a message that went out: its picture, one of its links, or the trap that only programs see.
import type { Instant } from '#core/time/instant.ts';

/** trapped: of the link that people don't see. */
export const visitKinds = ['opened', 'clicked', 'trapped'] as const;
export type VisitKind = (typeof visitKinds)[number];

/** What a request shows of whoever sent it. */
export type Signs = {
  readonly method: 'GET' | 'HEAD';
  /** '' where it names none. */
  readonly program: string;
  /** Asked for in case somebody wants it. */
  readonly ahead: boolean;
  readonly from: 'mail_filter' | 'tester' | 'anywhere';
};

export type Visit = {
  readonly kind: VisitKind;
  /** Which of the message's links; null: none of them. */
  readonly link: number | null;
  readonly at: Instant;
  readonly signs: Signs;
};

export const grades = ['human', 'machine', 'unknown'] as const;
export type Grade = (typeof grades)[number];

/** Reasons of one grade are of no other. */
export const gradeReasons = {
  machine: [
    'head_only',
    'prefetch',
    'apple_mail_privacy',
    'gmail_prefetch',
    'scanner',
    'mail_filter',
    'script',
    'crawler',
    'trap',
    'burst',
    'same_scan',
    'too_soon',
  ],
  human: ['tester', 'browser'],
  unknown: ['picture_proxy', 'program_unnamed', 'program_unfamiliar'],
} as const satisfies Readonly<Record<Grade, readonly string[]>>;

export const reasonsOfGrades = [...gradeReasons.machine, ...gradeReasons.human, ...gradeReasons.unknown] as const;

export type Verdict = {
  readonly [One in Grade]: { readonly grade: One; readonly reason: (typeof gradeReasons)[One][number] };
}[Grade];
export type GradeReason = Verdict['reason'];

/** What the development mailbox says it is when its reader opens a message. */
export const TESTER_PROGRAM = 'Cadenza development mailbox';

/** C-37: so long what came before and after a visit may still say what it was. */
export const GRADING_WINDOW_MS = 30_000;
