// Meta calls an organisation's own address: to be told that it is ours, and with what happened. Who isn't proven to be Meta is
// told nothing, not even whether there is such an organisation (T15).
import { timingSafeEqual } from 'node:crypto';
import type { Seals } from '#actions/accounts/seals.ts';
import { openWhatsapp } from '#actions/whatsapp/open-whatsapp.ts';
import { receiveNews } from '#actions/whatsapp/receive-news.ts';
import type { IsSignedByMeta, ReadWhatsappNews, ToldNews } from '#core/message/whatsapp-news.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Database } from '#storage/db.ts';
import { findOrganizationByPublicId } from '#storage/organizations/organizations.ts';

export type Hearing = {
  readonly database: Database;
  readonly seals: Seals;
  /** As it stands in the address that is called. */
  readonly organization: string;
};

/** Whether the caller knows the token that an administrator chose. */
export async function isExpected(hearing: Hearing, token: string): Promise<boolean> {
  const found = await findHearer(hearing);
  if (found === null) return false;
  const [known, given] = [Buffer.from(found.secrets.verifyToken), Buffer.from(token)];
  return known.length === given.length && timingSafeEqual(known, given);
}

type Heard = {
  readonly read: ReadWhatsappNews;
  readonly isSigned: IsSignedByMeta;
  readonly body: Uint8Array;
  readonly signature: string;
  readonly now: Instant;
};

/** Not signed: nothing of it was looked at. Throws only where it could not be kept: then Meta tells again. */
export async function hearWebhook(hearing: Hearing, heard: Heard): Promise<'heard' | 'not_signed'> {
  const { read, isSigned, body, signature, now } = heard;
  const found = await findHearer(hearing);
  if (found === null) return 'not_signed';
  const { organization, account, secrets } = found;
  if (!isSigned({ body, signature, appSecret: secrets.appSecret })) return 'not_signed';
  const told = read(body, account.phoneNumberId) ?? [notUnderstood(body)];
  await receiveNews({ database: hearing.database, organization, told, now });
  return 'heard';
}

function notUnderstood(body: Uint8Array): ToldNews {
  return { news: { kind: 'unknown', what: 'body' }, raw: JSON.stringify(Buffer.from(body).toString('utf8')) };
}

async function findHearer({ database, seals, organization: publicId }: Hearing) {
  const organization = await findOrganizationByPublicId(database, publicId);
  if (organization === null) return null;
  const opened = await database.organization(organization.seat, (tx) => openWhatsapp(tx, seals));
  if (opened === null || opened.secrets === null) return null;
  return { organization, account: opened.account, secrets: opened.secrets };
}
