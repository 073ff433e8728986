// A mail account set up or changed: tried out first, kept only if it works (E-1). A password that was kept goes to nobody
// but the server and user it was entered for (T11).
import { uuidv7 } from 'uuidv7';
import { openAccess, passwordPurpose } from '#actions/mail-accounts/account-access.ts';
import { type Keeping, type MailAccount, mayChange, note, withAccount } from '#actions/mail-accounts/mail-accounts.ts';
import type { Refusal } from '#contract/errors.ts';
import { mailFailureInWords } from '#contract/mail-account-words.ts';
import { isAddress } from '#core/message/address.ts';
import type { AccountAccess, MailAccess } from '#core/message/mail-account.ts';
import type { Tx } from '#storage/db.ts';
import { judgeHeldAnew } from '#storage/deliveries/choose-outgoing.ts';
import * as stored from '#storage/mail/mail-accounts.ts';

type WantedPlace = stored.StoredPlace & { /** Left out: the one kept. */ readonly password?: string | undefined };

export type Wish = Pick<MailAccount, 'name' | 'address' | 'takesBounces' | 'perHour' | 'perDay'> & {
  readonly smtp: WantedPlace;
  readonly imap: (WantedPlace & { readonly folder: string }) | null;
};

type Saved = { readonly kind: 'saved'; readonly account: MailAccount };
type WishRefusal = Refusal<
  | 'mail_account_not_working'
  | 'mail_account_address_not_valid'
  | 'mail_account_address_taken'
  | 'mail_account_bounces_taken'
  | 'mail_account_bounces_unread'
  | 'mail_account_password_needed'
>;
type NotYours = Refusal<'mail_account_not_yours'>;

const ACCOUNTS_MAX = 200;

export async function createMailAccount(
  keeping: Keeping,
  { owner, ...wish }: Wish & { readonly owner: 'organization' | 'me' },
): Promise<Saved | WishRefusal | NotYours | Refusal<'too_many_mail_accounts'>> {
  const { database, organization, actor } = keeping;
  if (owner === 'organization' && keeping.role !== 'administrator') return notYours;
  const publicId = uuidv7();
  const member = owner === 'me' ? actor.id : null;
  const ready = await prepare(keeping, { wish, publicId, member, kept: null, own: null });
  if (ready.kind === 'refused') return ready;
  return database.organization(organization.seat, async (tx) => {
    if ((await stored.listMailAccounts(tx)).length >= ACCOUNTS_MAX) {
      return { kind: 'refused', reason: 'too_many_mail_accounts', params: { max: ACCOUNTS_MAX } };
    }
    const rival = await rivalOf(tx, wish, null);
    if (rival !== null) return rival;
    await stored.insertMailAccount(tx, ready.account);
    return { kind: 'saved', account: await noted(tx, keeping, { action: 'mail_account_created', publicId }) };
  });
}

export async function changeMailAccount(
  keeping: Keeping,
  { id: publicId, ...wish }: Wish & { readonly id: string },
): Promise<Saved | WishRefusal | Refusal<'not_found' | 'mail_account_not_yours'>> {
  const changing = { ...keeping, right: 'change' as const };
  const before = await withAccount(changing, publicId, async (tx, account) => {
    const access = await stored.findAccess(tx, account.id);
    return { kind: 'found' as const, account, access };
  });
  if (before.kind === 'refused') return before;
  const kept = before.access && openAccess(keeping.seals, before.access);
  const { id: own, owner } = before.account;
  const ready = await prepare(keeping, { wish, publicId, member: owner?.id ?? null, kept, own });
  if (ready.kind === 'refused') return ready;
  return withAccount(changing, publicId, async (tx, account): Promise<Saved | WishRefusal | NotYours> => {
    if (!mayChange(keeping, account.owner)) return notYours;
    const rival = await rivalOf(tx, wish, own);
    if (rival !== null) return rival;
    await stored.updateMailAccount(tx, account, ready.account);
    // Its limits may be others.
    await judgeHeldAnew(tx, keeping.now);
    return { kind: 'saved', account: await noted(tx, keeping, { action: 'mail_account_changed', publicId }) };
  });
}

const notYours: NotYours = { kind: 'refused', reason: 'mail_account_not_yours' };

type Preparing = {
  readonly wish: Wish;
  readonly publicId: string;
  readonly member: number | null;
  readonly kept: AccountAccess | null;
  /** The account's number; null: a new one. */
  readonly own: number | null;
};
type Ready = { readonly kind: 'ready'; readonly account: stored.SavedAccount };

/** What is wrong with it without asking anybody comes first. */
async function prepare(keeping: Keeping, preparing: Preparing): Promise<Ready | WishRefusal> {
  const { wish, publicId, member, kept, own } = preparing;
  if (!isAddress(wish.address)) return { kind: 'refused', reason: 'mail_account_address_not_valid' };
  if (wish.takesBounces && (wish.imap === null || member !== null)) {
    return { kind: 'refused', reason: 'mail_account_bounces_unread' };
  }
  const smtp = withPassword(wish.smtp, kept?.smtp ?? null);
  const imap = wish.imap === null ? null : withPassword(wish.imap, kept?.imap ?? null);
  if (smtp === null || (wish.imap !== null && imap === null)) {
    return { kind: 'refused', reason: 'mail_account_password_needed' };
  }
  const { database, organization, seals, now } = keeping;
  const rival = await database.organization(organization.seat, (tx) => rivalOf(tx, wish, own));
  if (rival !== null) return rival;
  const problem = await tryOut(keeping, { name: wish.name, address: wish.address, smtp, imap });
  if (problem !== null) return problem;
  const seal = (password: string, server: 'smtp' | 'imap') => seals.seal(password, passwordPurpose(publicId, server));
  const account = {
    ...wish,
    publicId,
    member,
    now,
    smtp: { ...smtp, password: seal(smtp.password, 'smtp') },
    imap: imap === null ? null : { ...imap, password: seal(imap.password, 'imap') },
  };
  return { kind: 'ready', account };
}

/** Null: it has none for this server and user. */
function withPassword<Place extends WantedPlace>(
  place: Place,
  kept: MailAccess | null,
): (Place & { readonly password: string }) | null {
  const { password, host, port, user } = place;
  const isSame = kept !== null && kept.host === host && kept.port === port && kept.user === user;
  const known = password ?? (isSame ? kept.password : null);
  return known === null ? null : { ...place, password: known };
}

async function tryOut(
  { checkAccount, organization, language }: Keeping,
  access: AccountAccess,
): Promise<Refusal<'mail_account_not_working'> | null> {
  const verdicts = await checkAccount({ organization: organization.id, language, access });
  const problems = verdicts.flatMap(({ server, step, failure, detail }) => {
    if (failure === null) return [];
    return [{ path: `${server}.${step}`, code: failure, message: mailFailureInWords({ failure, detail }) }];
  });
  return problems.length === 0 ? null : { kind: 'refused', reason: 'mail_account_not_working', problems };
}

async function rivalOf(tx: Tx, wish: Wish, own: number | null): Promise<WishRefusal | null> {
  const rival = await stored.findRival(tx, wish, own);
  if (rival === null) return null;
  return {
    kind: 'refused',
    reason: rival === 'address' ? 'mail_account_address_taken' : 'mail_account_bounces_taken',
  };
}

type Noting = { readonly action: 'mail_account_created' | 'mail_account_changed'; readonly publicId: string };

async function noted(tx: Tx, keeping: Keeping, { action, publicId }: Noting): Promise<MailAccount> {
  const account = await stored.findMailAccount(tx, publicId);
  if (account === null) throw new Error('a mail account that was saved can be read');
  await note(tx, keeping, { action, account });
  return account;
}
