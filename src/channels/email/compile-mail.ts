// MIME is made by nodemailer's composer; this is the one place that calls it.
import MailComposer, { type MailComposerOptions } from 'nodemailer/lib/mail-composer';

/** The message as bytes, CRLF throughout. The same options give the same bytes when `baseBoundary` is given. */
export function compileMail(options: MailComposerOptions): Promise<Buffer> {
  // Content comes as text only: nothing in a message may make the composer read a file or fetch a URL.
  const mail = new MailComposer({ ...options, newline: 'win', disableFileAccess: true, disableUrlAccess: true });
  return new Promise((resolve, reject) => {
    mail.compile().build((error, raw) => (error ? reject(error) : resolve(raw)));
  });
}
