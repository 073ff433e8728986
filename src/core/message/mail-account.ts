// A mail account (E-1): the server its mail goes out by, the mailbox that answers come to, and what a test of both found.

export const mailSecurities = ['tls', 'starttls'] as const;
export type MailSecurity = (typeof mailSecurities)[number];

/** The host as people wrote it: it is looked up for every connection anew (T5). */
export type MailAccess = {
  readonly host: string;
  readonly port: number;
  /** tls: from the first byte. starttls: nothing is said before the server has upgraded. */
  readonly security: MailSecurity;
  readonly user: string;
  readonly password: string;
};

export type InboxAccess = MailAccess & { readonly folder: string };

export type AccountAccess = {
  readonly name: string;
  readonly address: string;
  readonly smtp: MailAccess;
  /** Null: nobody reads what comes to it. */
  readonly imap: InboxAccess | null;
};

export const mailServers = ['smtp', 'imap'] as const;
export const mailSteps = ['dns', 'connect', 'tls', 'login', 'send', 'mailbox'] as const;
export const mailStepFailures = [
  'host_unknown',
  'address_not_allowed',
  'port_not_allowed',
  'timeout',
  'unreachable',
  'certificate',
  'tls_missing',
  'tls_failed',
  'login_missing',
  'login_refused',
  'refused',
  'folder_unknown',
] as const;
export type MailStep = (typeof mailSteps)[number];
export type MailStepFailure = (typeof mailStepFailures)[number];

export type FailedStep = {
  readonly step: MailStep;
  readonly failure: MailStepFailure;
  /** The server's words, on one line; empty where it said nothing. */
  readonly detail: string;
};

/** Of one step that was reached. Failure null: it went well. */
export type MailVerdict = {
  readonly server: (typeof mailServers)[number];
  readonly step: MailStep;
  readonly failure: MailStepFailure | null;
  readonly detail: string;
};

export type CheckAccount = (checked: {
  readonly organization: number;
  readonly language: 'en' | 'zh';
  readonly access: AccountAccess;
}) => Promise<readonly MailVerdict[]>;

const stepsOf = {
  smtp: ['dns', 'connect', 'tls', 'login', 'send'],
  imap: ['dns', 'connect', 'tls', 'login', 'mailbox'],
} as const satisfies Record<MailVerdict['server'], readonly MailStep[]>;

/** Steps are taken in order, so all before the one that failed went well. Null: all did. */
export function verdictsOf(server: MailVerdict['server'], failed: FailedStep | null): MailVerdict[] {
  const steps: readonly MailStep[] = stepsOf[server];
  const reached = failed === null ? steps : steps.slice(0, steps.indexOf(failed.step) + 1);
  return reached.map((step) =>
    step === failed?.step ? { server, ...failed } : { server, step, failure: null, detail: '' },
  );
}
