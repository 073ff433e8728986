// DKIM (RFC 6376): a message signed in the name of its sender's domain, so that receivers know nobody changed what counts.
// The pair of headers by which people unsubscribe is covered (RFC 8058). The same message gives the same signature.
import DKIM from 'nodemailer/lib/dkim';
import type { KeyNamed } from '#core/message/letter.ts';
import type { OutgoingMail } from './build-message.ts';

/** PEM. Null: it is gone, or can't be opened. */
export type FindDkimKey = (organization: number, key: KeyNamed) => Promise<string | null>;
export type SignedAs = { readonly organization: number; readonly signedWith: KeyNamed | null };
export type SignDkim = (mail: OutgoingMail, as: SignedAs) => Promise<OutgoingMail>;

const SIGNED_HEADERS = [
  'From',
  'Reply-To',
  'To',
  'Subject',
  'Date',
  'Message-ID',
  'In-Reply-To',
  'References',
  'MIME-Version',
  'Content-Type',
  'Content-Transfer-Encoding',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
].join(':');

/** A key never changes under its name, so each is looked up once. One that isn't there: the message goes unsigned. */
export function createSignDkim(findKey: FindDkimKey): SignDkim {
  const kept = new Map<string, string>();
  const keyOf = async (organization: number, named: KeyNamed): Promise<string | null> => {
    const name = `${organization}/${named.selector}/${named.domain}`;
    const known = kept.get(name) ?? (await findKey(organization, named));
    if (known !== null) kept.set(name, known);
    return known;
  };
  return async (mail, { organization, signedWith }) => {
    const privateKey = signedWith === null ? null : await keyOf(organization, signedWith);
    if (signedWith === null || privateKey === null) return mail;
    const { domain: domainName, selector: keySelector } = signedWith;
    const signer = new DKIM({ domainName, keySelector, privateKey, headerFieldNames: SIGNED_HEADERS });
    const pieces: Buffer[] = [];
    for await (const piece of signer.sign(mail.raw) as AsyncIterable<Buffer>) pieces.push(piece);
    return { ...mail, raw: Buffer.concat(pieces) };
  };
}
