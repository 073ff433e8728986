// One connection to a mail server, from dialling to QUIT. nodemailer speaks the protocol; here are the time limits, the
// login and what a failure before any message means.
import { isIP } from 'node:net';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { DeliveryOutcome } from '#core/message/channel.ts';
import type { FailedStep } from '#core/message/mail-account.ts';
import type { Locate } from '#channels/net/locate.ts';
import { connectFailure, LOGIN_MISSING, locateWithin } from './connect-failure.ts';
import { oneLine } from './one-line.ts';
import { sortReply } from './sort-reply.ts';

export type SmtpSettings = {
  readonly host: string;
  readonly port: number;
  /** tls: from the first byte (465). starttls: refused unless the server upgrades (587). none: plain, for loopback. */
  readonly secure: 'tls' | 'starttls' | 'none';
  readonly auth: { readonly user: string; readonly pass: string } | null;
  /** The name we give in EHLO: fixed by configuration, never taken from a message. */
  readonly ehloName: string;
  /** PEM of certificate authorities to trust instead of the public ones, for mail servers of the house. */
  readonly certificateAuthority: string | readonly string[] | null;
  /** Where the host leads to; null: wherever the system says, as the operator named it. */
  readonly locate: Locate | null;
  readonly timeouts: SmtpTimeouts;
};

export type SmtpTimeouts = {
  readonly connectMs: number;
  /** Greeting, login, and the whole envelope, each. */
  readonly commandMs: number;
  /** The longest standstill while the body is on its way. */
  readonly bodyMs: number;
  /** From the final dot to its answer; what takes longer is unknown. RFC 5321 4.5.3.2.6 asks for 10 minutes. */
  readonly afterDotMs: number;
};

export const DEFAULT_TIMEOUTS: SmtpTimeouts = {
  connectMs: 30_000,
  commandMs: 300_000,
  bodyMs: 180_000,
  afterDotMs: 600_000,
};

export type SmtpError = SMTPConnection.SMTPError;
export type Opened =
  | { readonly kind: 'open'; readonly connection: SMTPConnection }
  | { readonly kind: 'failed'; readonly outcome: DeliveryOutcome; readonly failed: FailedStep };

/** Dials, greets, upgrades and logs in. Never throws; what fails here can't have sent anything. */
export async function openConnection(settings: SmtpSettings): Promise<Opened> {
  const located = settings.locate === null ? null : await locateWithin(settings, settings.locate);
  if (located?.kind === 'failed') {
    const text = `${settings.host}: ${located.failed.failure}`;
    return { kind: 'failed', outcome: { kind: 'try_later', text }, failed: located.failed };
  }
  const connection = new SMTPConnection(connectionOptions(settings, located?.address ?? settings.host));
  // A connection without a listener would throw its late errors at the process.
  connection.on('error', () => {});
  const error = await firstError(connection, settings.timeouts.connectMs + settings.timeouts.commandMs, (done) =>
    connection.connect((problem) => (problem ? done(problem) : logIn(connection, settings, done))),
  );
  if (error === null) return { kind: 'open', connection };
  destroyConnection(connection);
  return { kind: 'failed', outcome: failureOutcome(error), failed: connectFailure(error) };
}

/** RSET: forgets a refused envelope, and shows whether a connection that lay idle is still alive. */
export async function resetConnection(connection: SMTPConnection, timeoutMs: number): Promise<boolean> {
  const failed = await firstError(connection, timeoutMs, (done) => connection.reset((error) => done(error ?? null)));
  if (failed !== null) destroyConnection(connection);
  return failed === null;
}

/** Lets the server know, then closes; a server that doesn't answer is left after a moment. */
export function quitConnection(connection: SMTPConnection): void {
  if (connection.destroyed) return;
  setTimeout(() => destroyConnection(connection), 2_000).unref();
  connection.quit();
}

/** Drops the socket at once: what is still in its buffers is not sent. */
export function destroyConnection(connection: SMTPConnection): void {
  connection.close();
}

function connectionOptions(settings: SmtpSettings, address: string): SMTPConnection.Options {
  const { timeouts } = settings;
  return {
    host: address,
    ...(isIP(settings.host) > 0 ? {} : { servername: settings.host }),
    port: settings.port,
    secure: settings.secure === 'tls',
    requireTLS: settings.secure === 'starttls',
    ignoreTLS: settings.secure === 'none',
    name: settings.ehloName,
    connectionTimeout: timeouts.connectMs,
    greetingTimeout: timeouts.commandMs,
    dnsTimeout: timeouts.connectMs,
    // Ours are exact and end first; this one only sweeps up a connection that lies idle in the pool.
    socketTimeout: Math.max(timeouts.afterDotMs, timeouts.commandMs, timeouts.bodyMs) + 60_000,
    // close() drops the socket with all that is buffered, instead of waiting for the server to close its side.
    socketCloseTimeout: 0,
    ...(settings.certificateAuthority === null ? {} : { tls: { ca: [settings.certificateAuthority].flat() } }),
  };
}

function logIn(connection: SMTPConnection, { auth }: SmtpSettings, done: (failure: SmtpError | null) => void): void {
  if (auth === null) return done(null);
  if (connection.allowsAuth) return connection.login({ ...auth }, (error) => done(error));
  const response = '530 5.7.0 the server offers no login';
  done(Object.assign(new Error(response), { code: LOGIN_MISSING, responseCode: 530, response }));
}

/** Runs one step of the session under a time limit; null when it worked. */
function firstError(
  connection: SMTPConnection,
  timeoutMs: number,
  step: (done: (error: SmtpError | null) => void) => void,
): Promise<SmtpError | null> {
  return new Promise((resolve) => {
    const late = Object.assign(new Error('the mail server did not answer in time'), { code: 'ETIMEDOUT' });
    const timer = setTimeout(() => finish(late), timeoutMs);
    const finish = (error: SmtpError | null) => {
      clearTimeout(timer);
      connection.removeListener('error', finish);
      resolve(error);
    };
    connection.on('error', finish);
    step(finish);
  });
}

function failureOutcome(error: SmtpError): DeliveryOutcome {
  const text = oneLine(error.response ?? error.message);
  const code = error.responseCode ?? 0;
  return code >= 400 ? sortReply({ code, text, stage: 'session' }) : { kind: 'try_later', text };
}
