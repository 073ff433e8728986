// W-1: WhatsApp Business under settings: read, set up, switched off, resumed. What is enabled is tried out first and kept
// only if it works.
import type { Seals } from '#actions/accounts/seals.ts';
import type { Acting } from '#actions/records/acting.ts';
import { openWhatsapp, sealSecrets, type WhatsappSecrets, whatsappSecrets } from '#actions/whatsapp/open-whatsapp.ts';
import type { Refusal } from '#contract/errors.ts';
import { whatsappFailureInWords } from '#contract/whatsapp-words.ts';
import type { WhatsappTemplate } from '#core/message/whatsapp.ts';
import type { WhatsappApi, WhatsappFailed, WhatsappFailure } from '#core/message/whatsapp-api.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';
import type { Tx } from '#storage/db.ts';
import { tellWorkers } from '#storage/enrollments/inputs.ts';
import { lockExclusive, organizationKey } from '#storage/locks.ts';
import {
  bringWhatsappForward,
  resumeWhatsapp as resume,
  saveWhatsappAccount,
  type WhatsappAccount,
} from '#storage/whatsapp/account.ts';
import { listWhatsappTemplates, replaceWhatsappTemplates } from '#storage/whatsapp/templates.ts';

export type KeepingWhatsapp = Acting & { readonly seals: Seals; readonly api: WhatsappApi };
type Reading = Pick<KeepingWhatsapp, 'database' | 'organization'>;

/** Null: it was never set up. */
export type WhatsappState = {
  readonly account: WhatsappAccount | null;
  readonly templates: readonly WhatsappTemplate[];
  /** The secrets can't be opened any more and have to be entered again. */
  readonly secrets: 'kept' | 'lost' | 'none';
};

export async function readWhatsapp({ database, organization, seals }: Reading & { readonly seals: Seals }) {
  return database.organization(organization.seat, (tx) => stateIn(tx, seals));
}

async function stateIn(tx: Tx, seals: Seals): Promise<WhatsappState> {
  const opened = await openWhatsapp(tx, seals);
  const secrets = opened === null ? 'none' : opened.secrets === null ? 'lost' : 'kept';
  return { account: opened?.account ?? null, templates: await listWhatsappTemplates(tx), secrets };
}

export type WhatsappWish = Pick<WhatsappAccount, 'enabled' | 'phoneNumberId' | 'businessAccountId'> & {
  /** Left out: the one kept. */
  readonly [secret in keyof WhatsappSecrets]?: string | undefined;
};

type Saved = { readonly kind: 'saved'; readonly state: WhatsappState };
type NotWorking = Refusal<'whatsapp_not_working'>;

export async function saveWhatsapp(
  keeping: KeepingWhatsapp,
  wish: WhatsappWish,
): Promise<Saved | NotWorking | Refusal<'whatsapp_secret_needed'>> {
  const { database, organization, seals } = keeping;
  const before = await database.organization(organization.seat, (tx) => openWhatsapp(tx, seals));
  const kept = before?.secrets ?? null;
  const secrets = { token: '', appSecret: '', verifyToken: '' };
  for (const secret of whatsappSecrets) {
    const known = wish[secret] ?? kept?.[secret];
    if (known === undefined) return { kind: 'refused', reason: 'whatsapp_secret_needed' };
    secrets[secret] = known;
  }
  const found = wish.enabled ? await tryOut(keeping.api, wish, secrets.token) : null;
  if (found?.kind === 'failed') return notWorking(found);
  return database.organization(organization.seat, async (tx): Promise<Saved> => {
    // Everybody at the gate goes before, or sees it.
    await lockExclusive(tx, [organizationKey(organization.seat)]);
    await saveWhatsappAccount(tx, {
      ...wish,
      ...sealSecrets(seals, secrets),
      displayNumber: found?.displayNumber ?? before?.account.displayNumber ?? '',
      displayName: found?.displayName ?? before?.account.displayName ?? '',
      now: keeping.now,
    });
    if (found !== null) await replaceWhatsappTemplates(tx, found.templates, keeping.now);
    await goOn(tx, keeping);
    return { kind: 'saved', state: await noted(tx, keeping, 'whatsapp_changed') };
  });
}

type Works = {
  readonly kind: 'works';
  readonly displayNumber: string;
  readonly displayName: string;
  readonly templates: readonly WhatsappTemplate[];
};
type Place = Pick<WhatsappAccount, 'phoneNumberId' | 'businessAccountId'>;

async function tryOut(api: WhatsappApi, place: Place, token: string): Promise<Works | WhatsappFailed> {
  const number = await api.findNumber({ ...place, token });
  if (number.kind === 'failed') return number;
  const listed = await api.listTemplates({ businessAccountId: place.businessAccountId, token });
  return listed.kind === 'failed' ? listed : { ...number, kind: 'works', templates: listed.templates };
}

const pathOf: Readonly<Record<WhatsappFailure, string>> = {
  unreachable: '',
  token_refused: 'body.token',
  right_missing: 'body.token',
  number_unknown: 'body.phoneNumberId',
  account_unknown: 'body.businessAccountId',
  number_of_another_account: 'body.businessAccountId',
  refused: '',
};

function notWorking({ failure, detail }: WhatsappFailed): NotWorking {
  const problem = { path: pathOf[failure], code: failure, message: whatsappFailureInWords({ failure, detail }) };
  return { kind: 'refused', reason: 'whatsapp_not_working', problems: [problem] };
}

/** The templates as they are there now. */
export async function synchroniseWhatsapp(
  keeping: KeepingWhatsapp,
): Promise<Saved | NotWorking | Refusal<'whatsapp_not_set_up'>> {
  const { database, organization, seals, api, now } = keeping;
  const opened = await database.organization(organization.seat, (tx) => openWhatsapp(tx, seals));
  if (opened === null || opened.secrets === null) return { kind: 'refused', reason: 'whatsapp_not_set_up' };
  const { businessAccountId } = opened.account;
  const listed = await api.listTemplates({ businessAccountId, token: opened.secrets.token });
  if (listed.kind === 'failed') return notWorking(listed);
  return database.organization(organization.seat, async (tx): Promise<Saved> => {
    await replaceWhatsappTemplates(tx, listed.templates, now);
    return { kind: 'saved', state: await stateIn(tx, seals) };
  });
}

/** After Meta refused us: what waits goes out. */
export async function resumeWhatsapp(keeping: KeepingWhatsapp): Promise<WhatsappState> {
  const { database, organization } = keeping;
  return database.organization(organization.seat, async (tx) => {
    await resume(tx);
    await goOn(tx, keeping);
    return noted(tx, keeping, 'whatsapp_resumed');
  });
}

async function goOn(tx: Tx, { organization, now }: KeepingWhatsapp): Promise<void> {
  await bringWhatsappForward(tx, now);
  await tellWorkers(tx, organization.seat);
}

async function noted(
  tx: Tx,
  { actor, now, seals }: KeepingWhatsapp,
  action: 'whatsapp_changed' | 'whatsapp_resumed',
): Promise<WhatsappState> {
  await writeAudit(tx, { action, actor: actor.id, at: now });
  return stateIn(tx, seals);
}
