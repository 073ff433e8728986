// E-1: who sees, tries out, resumes and deletes mail accounts. The organisation's belong to its administrators, a user's own
// to that user; administrators may also take a user's away.
import type { Caller } from '#actions/accounts/caller.ts';
import type { Seals } from '#actions/accounts/seals.ts';
import { openAccess } from '#actions/mail-accounts/account-access.ts';
import type { Acting } from '#actions/records/acting.ts';
import type { Refusal } from '#contract/errors.ts';
import type { AuditedAction } from '#core/accounts/audited.ts';
import type { CheckAccount, MailVerdict } from '#core/message/mail-account.ts';
import { verdictsOf } from '#core/message/mail-account.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';
import type { Tx } from '#storage/db.ts';
import { tellWorkers } from '#storage/enrollments/inputs.ts';
import * as stored from '#storage/mail/mail-accounts.ts';
import { resumeAccount } from '#storage/mail/sending-accounts.ts';

export type Keeping = Acting & {
  readonly seals: Seals;
  readonly checkAccount: CheckAccount;
  readonly language: 'en' | 'zh';
  readonly role: 'administrator' | 'member';
};
export type MailAccount = stored.MailAccount;

export function roleOf({ scopes }: Pick<Caller, 'scopes'>): Keeping['role'] {
  return scopes.includes('admin') ? 'administrator' : 'member';
}

type Reading = Pick<Keeping, 'database' | 'organization' | 'actor' | 'role'>;

export async function listMailAccounts({ database, organization, actor, role }: Reading): Promise<MailAccount[]> {
  const all = await database.organization(organization.seat, stored.listMailAccounts);
  return all.filter(({ owner }) => role === 'administrator' || owner === null || owner.id === actor.id);
}

type NotYours = Refusal<'not_found' | 'mail_account_not_yours'>;

/** Where nobody but its user may. */
export function mayChange({ actor, role }: Pick<Keeping, 'actor' | 'role'>, owner: MailAccount['owner']): boolean {
  return owner === null ? role === 'administrator' : owner.id === actor.id;
}

/** In a transaction that has it, for whoever may; what they may not see isn't there. */
export async function withAccount<T>(
  keeping: Reading & { readonly right: 'change' | 'take_away' },
  publicId: string,
  work: (tx: Tx, account: MailAccount) => Promise<T>,
): Promise<T | NotYours> {
  const { database, organization, role, right } = keeping;
  return database.organization(organization.seat, async (tx): Promise<T | NotYours> => {
    const account = await stored.findMailAccount(tx, publicId);
    if (account === null) return { kind: 'refused', reason: 'not_found' };
    if (mayChange(keeping, account.owner) || (right === 'take_away' && role === 'administrator')) {
      return work(tx, account);
    }
    const isSeen = account.owner === null || role === 'administrator';
    return { kind: 'refused', reason: isSeen ? 'mail_account_not_yours' : 'not_found' };
  });
}

export type Tried = { readonly kind: 'tried'; readonly verdicts: readonly MailVerdict[] };

/** A password that can't be opened any more is a login that fails. */
export async function tryMailAccount(keeping: Keeping, publicId: string): Promise<Tried | NotYours> {
  const found = await withAccount({ ...keeping, right: 'change' }, publicId, (tx, { id }) => stored.findAccess(tx, id));
  if (found === null) return { kind: 'refused', reason: 'not_found' };
  if ('kind' in found) return found;
  const access = openAccess(keeping.seals, found);
  if (access === null) {
    const verdicts = verdictsOf('smtp', { step: 'login', failure: 'login_refused', detail: '' });
    return { kind: 'tried', verdicts };
  }
  const { organization, language } = keeping;
  return {
    kind: 'tried',
    verdicts: await keeping.checkAccount({ organization: organization.id, language, access }),
  };
}

export async function resumeMailAccount(
  keeping: Reading & Acting,
  publicId: string,
): Promise<{ readonly kind: 'resumed'; readonly account: MailAccount } | NotYours> {
  return withAccount({ ...keeping, right: 'take_away' }, publicId, async (tx, account) => {
    await resumeAccount(tx, account.id, keeping.now);
    await tellWorkers(tx, keeping.organization.seat);
    await note(tx, keeping, { action: 'mail_account_resumed', account });
    return { kind: 'resumed', account: { ...account, pausedAt: null, pausedReason: null, pausedBounces: null } };
  });
}

export async function deleteMailAccount(keeping: Reading & Acting, publicId: string): Promise<null | NotYours> {
  return withAccount({ ...keeping, right: 'take_away' }, publicId, async (tx, account) => {
    await stored.deleteMailAccount(tx, account.id);
    await note(tx, keeping, { action: 'mail_account_deleted', account });
    return null;
  });
}

type Noted = { readonly action: AuditedAction; readonly account: Pick<MailAccount, 'publicId' | 'address'> };

export async function note(tx: Tx, { actor, now }: Acting, { action, account }: Noted): Promise<void> {
  const target = { kind: 'mail_account', id: account.publicId, name: account.address } as const;
  await writeAudit(tx, { action, actor: actor.id, at: now, target });
}
