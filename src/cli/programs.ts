// What the command line needs of the rest of the program; main.ts hands it in.
import type { CadenceContext } from '#actions/cadences/save-cadence.ts';
import type { Definitions } from '#actions/enrollments/definitions.ts';
import type { CadenceReport } from '#actions/reports/cadence-report.ts';
import type { Language } from '#contract/errors.ts';
import type { Actor } from '#core/records/actor.ts';
import type { Instant } from '#core/time/instant.ts';

/** The organisation that a command works on, and the user in whose name it does. */
export type Session = Pick<CadenceContext, 'database' | 'organization' | 'readTemplate'> & {
  readonly definitions: Definitions;
  readonly user: Actor & { readonly email: string; readonly administrator: boolean };
  readonly clock: () => Instant;
};

export type Who = {
  /** Its name; null: the only one. */
  readonly organization: string | null;
  /** A user's mail address; null: the organisation's first administrator. */
  readonly actAs: string | null;
};

/** The installation as a whole, whatever organisations it has. */
export type Installation = Pick<Session, 'database' | 'clock'> & { readonly publicUrl: URL };

/** Where the log goes: not where an answer for programs stands. */
export type LogTo = 'stdout' | 'stderr';

export type ServeOrder = {
  readonly logTo: LogTo;
  readonly worker: 'with' | 'without';
  readonly sample: 'when_trying' | 'when_empty';
  /** Called when it runs. */
  readonly onReady: (running: { readonly url: string; readonly signIn: string | null }) => void;
};

export type DemoOrder = {
  readonly leads: string | null;
  readonly folder: string | null;
  readonly seed: number;
  readonly onProgress: (share: number, what: string) => void;
};

export type DemoOutcome = {
  readonly leads: { readonly read: number; readonly imported: number; readonly failed: number } | null;
  readonly report: CadenceReport;
  readonly messagesSent: number;
  readonly repliesReceived: number;
  readonly engine: { readonly steps: number; readonly stepsPerSecond: number };
  readonly seconds: number;
  readonly days: number;
  readonly invariants: readonly { readonly name: string; readonly violations: number }[];
};

export type NewOrganization = {
  readonly name: string;
  readonly timeZone: string;
  readonly language: Language;
  readonly mailFrom: string;
  readonly administrator: { readonly name: string; readonly email: string };
};

export type Programs = {
  /** Until a signal comes, which ends the process. */
  readonly serve: (order: ServeOrder) => Promise<never>;
  readonly work: (order: { readonly logTo: LogTo; readonly onReady: () => void }) => Promise<never>;
  readonly migrate: () => Promise<{ readonly organizations: number }>;
  readonly demo: (order: DemoOrder) => Promise<DemoOutcome>;
  readonly inSession: <T>(who: Who, work: (session: Session) => Promise<T>) => Promise<T>;
  readonly inInstallation: <T>(work: (installation: Installation) => Promise<T>) => Promise<T>;
  /** A link that signs the first administrator in; see also `user link`. */
  readonly createOrganization: (wanted: NewOrganization) => Promise<{ readonly id: string; readonly signIn: string }>;
  readonly version: string;
  /** Of whoever sits at the terminal. */
  readonly language: Language;
};
