// One connection to a mailbox, logged in. imapflow speaks the protocol; here are the time limits, what it may take in, and
// where it may connect to (T5).
import { isIP } from 'node:net';
import { ImapFlow } from 'imapflow';
import type { FailedStep, InboxAccess } from '#core/message/mail-account.ts';
import type { Locate } from '#channels/net/locate.ts';
import { connectFailure, locateWithin, wordsOf } from './connect-failure.ts';

export type ImapOptions = {
  /** Where a host leads to; null: wherever the system says. */
  readonly locate: Locate | null;
  /** PEM of authorities to trust; null: the public ones. */
  readonly certificateAuthority: string | readonly string[] | null;
};

export type OpenedMailbox =
  | { readonly kind: 'open'; readonly client: ImapFlow }
  | { readonly kind: 'failed'; readonly failed: FailedStep };

const CONNECT_MS = 15_000;
const GREETING_MS = 15_000;
/** A command that gets no answer; while idling the server is asked anew before. */
const SILENCE_MS = 180_000;
const MESSAGE_BYTES_MAX = 50 * 1024 * 1024;
const LINE_BYTES_MAX = 1024 * 1024;

/** Never throws. The folder is open, for reading and without marking anything as seen. */
export async function openMailbox(access: InboxAccess, { locate, ...trust }: ImapOptions): Promise<OpenedMailbox> {
  const located = locate === null ? null : await locateWithin(access, locate);
  if (located?.kind === 'failed') return located;
  const client = clientTo(access, { address: located?.address ?? access.host, ...trust });
  // A client without a listener would throw its late errors at the process.
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    client.close();
    return { kind: 'failed', failed: connectFailure(errorOf(error)) };
  }
  try {
    await client.mailboxOpen(access.folder, { readOnly: true });
    return { kind: 'open', client };
  } catch (error) {
    client.close();
    const detail = wordsOf(errorOf(error));
    return { kind: 'failed', failed: { step: 'mailbox', failure: 'folder_unknown', detail } };
  }
}

type Connecting = Pick<ImapOptions, 'certificateAuthority'> & { readonly address: string };

function clientTo(
  { host, port, security, user, password }: InboxAccess,
  { address, certificateAuthority }: Connecting,
): ImapFlow {
  return new ImapFlow({
    host: address,
    port,
    ...(isIP(host) > 0 ? {} : { servername: host }),
    secure: security === 'tls',
    ...(security === 'starttls' ? { doSTARTTLS: true } : {}),
    ...(certificateAuthority === null ? {} : { tls: { ca: [certificateAuthority].flat() } }),
    auth: { user, pass: password },
    clientInfo: { name: 'Cadenza' },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: GREETING_MS,
    socketTimeout: SILENCE_MS,
    maxLiteralSize: MESSAGE_BYTES_MAX,
    maxResponseSize: MESSAGE_BYTES_MAX + LINE_BYTES_MAX,
    maxLineLength: LINE_BYTES_MAX,
  });
}

function errorOf(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
