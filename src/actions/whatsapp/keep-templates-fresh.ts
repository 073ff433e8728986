// Templates change at Meta's: its webhook tells of some of it, and now and then all of them are fetched.
import { openWhatsapp } from '#actions/whatsapp/open-whatsapp.ts';
import type { Seals } from '#actions/accounts/seals.ts';
import type { WhatsappApi } from '#core/message/whatsapp-api.ts';
import { HOUR, type Instant } from '#core/time/instant.ts';
import type { Database } from '#storage/db.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { pauseWhatsapp } from '#storage/whatsapp/account.ts';
import { replaceWhatsappTemplates } from '#storage/whatsapp/templates.ts';

const FRESH_MS = 6 * HOUR;

export type KeepingFresh = {
  readonly database: Database;
  readonly organization: Organization;
  readonly whatsapp: { readonly api: Pick<WhatsappApi, 'listTemplates'>; readonly seals: Seals };
  readonly now: Instant;
};

export async function keepTemplatesFresh({ database, organization, whatsapp, now }: KeepingFresh): Promise<void> {
  const opened = await database.organization(organization.seat, (tx) => openWhatsapp(tx, whatsapp.seals));
  if (opened === null || opened.secrets === null) return;
  const { enabled, pausedAt, synchronisedAt, businessAccountId } = opened.account;
  if (!enabled || pausedAt !== null || (synchronisedAt ?? 0) > now - FRESH_MS) return;
  const { token } = opened.secrets;
  const listed = await whatsapp.api.listTemplates({ businessAccountId, token });
  await database.organization(organization.seat, async (tx) => {
    if (listed.kind === 'found') return replaceWhatsappTemplates(tx, listed.templates, now);
    if (listed.failure === 'token_refused') await pauseWhatsapp(tx, listed.detail, now);
  });
}
