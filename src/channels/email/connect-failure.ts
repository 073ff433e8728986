// Why a mail server couldn't be reached or didn't let us in, by the step at which it happened: the same for SMTP and IMAP,
// whose clients pass on the codes of Node's sockets.
import type { FailedStep, MailStepFailure } from '#core/message/mail-account.ts';
import type { CallFailure } from '#core/net/outbound.ts';
import type { Locate, Place } from '#channels/net/locate.ts';
import { oneLine } from './one-line.ts';

/** Of an error of our own: there is no way to log in. */
export const LOGIN_MISSING = 'ELOGINMISSING';

const LOCATE_MS = 10_000;

type Located =
  | { readonly kind: 'located'; readonly address: string }
  | { readonly kind: 'failed'; readonly failed: FailedStep };

const ofLocating: Partial<Record<CallFailure, MailStepFailure>> = {
  address_not_allowed: 'address_not_allowed',
  port_not_allowed: 'port_not_allowed',
};

/** Never throws. */
export async function locateWithin(place: Place, locate: Locate): Promise<Located> {
  const signal = AbortSignal.timeout(LOCATE_MS);
  const failed = (failure: MailStepFailure): Located => ({
    kind: 'failed',
    failed: { step: 'dns', failure, detail: '' },
  });
  try {
    const located = await locate(place, signal);
    return located.kind === 'located' ? located : failed(ofLocating[located.failure] ?? 'host_unknown');
  } catch {
    return failed(signal.aborted ? 'timeout' : 'host_unknown');
  }
}

type ClientError = {
  readonly message: string;
  readonly code?: string | undefined;
  /** nodemailer puts its own code in front of Node's. */
  readonly originalCode?: string | undefined;
  readonly response?: unknown;
  readonly responseCode?: number | undefined;
  readonly responseText?: string | undefined;
  readonly authenticationFailed?: boolean | undefined;
  readonly tlsFailed?: boolean | undefined;
};

const TIMEOUTS: ReadonlySet<string> = new Set(['ETIMEDOUT', 'CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'ETIMEOUT']);

export function connectFailure(error: ClientError): FailedStep {
  const code = error.originalCode ?? error.code ?? '';
  const detail = wordsOf(error);
  if (code === LOGIN_MISSING) return { step: 'login', failure: 'login_missing', detail: '' };
  if (error.authenticationFailed === true || error.code === 'EAUTH') {
    return { step: 'login', failure: 'login_refused', detail };
  }
  if (/CERT|SELF_SIGNED|ALTNAME|ISSUER|SIGNATURE/.test(code)) return { step: 'tls', failure: 'certificate', detail };
  const isRefused = error.code === 'ETLS' && (error.responseCode ?? 0) >= 400;
  if (isRefused || /does not support STARTTLS/i.test(error.message)) {
    return { step: 'tls', failure: 'tls_missing', detail: '' };
  }
  if (error.tlsFailed === true || error.code === 'ETLS') return { step: 'tls', failure: 'tls_failed', detail };
  if (/SSL|TLS|UPGRADE_TIMEOUT/.test(code)) return { step: 'tls', failure: 'tls_failed', detail };
  if (TIMEOUTS.has(code)) return { step: 'connect', failure: 'timeout', detail: '' };
  return { step: 'connect', failure: 'unreachable', detail };
}

/** What the server said, or what our side noticed. */
export function wordsOf({ response, responseText, message }: ClientError): string {
  const said = [responseText, response].find((text): text is string => typeof text === 'string' && text !== '');
  return oneLine(said ?? message);
}
