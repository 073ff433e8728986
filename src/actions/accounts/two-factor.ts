// Switching the second factor on and off, by its user.
import type { Caller } from '#actions/accounts/caller.ts';
import { isPassword } from '#actions/accounts/password.ts';
import type { Seals } from '#actions/accounts/seals.ts';
import {
  type CodeRefusal,
  factorPurpose,
  type NewFactor,
  newFactor,
  newRecoveryCodes,
  takeCode,
} from '#actions/accounts/second-factor.ts';
import { hashToken } from '#actions/accounts/token.ts';
import type { Refusal } from '#contract/errors.ts';
import type { AuditedAction } from '#core/accounts/audited.ts';
import type { Instant } from '#core/time/instant.ts';
import { endOtherSessions } from '#storage/accounts/sessions.ts';
import { deleteSignInLinksOf } from '#storage/accounts/sign-in-links.ts';
import * as stored from '#storage/accounts/two-factor.ts';
import { findUser } from '#storage/accounts/users.ts';
import { writeAuditOfUser } from '#storage/audit/write-audit.ts';
import type { Database, Tx } from '#storage/db.ts';

export type OwnFactor = {
  readonly database: Database;
  readonly seals: Seals;
  readonly caller: Pick<Caller, 'member' | 'organization'>;
  readonly now: Instant;
};

type WrongPassword = Refusal<'wrong_credentials'>;
type NotOn = Refusal<'two_factor_not_on'>;

export type FactorState = {
  readonly on: boolean;
  readonly since: Instant | null;
  readonly recoveryCodesLeft: number;
  /** By the organisation. */
  readonly required: boolean;
};

export async function readFactor({ database, caller }: Pick<OwnFactor, 'database' | 'caller'>): Promise<FactorState> {
  const { id } = caller.member;
  return database.control(async (tx) => {
    const since = (await stored.findTwoFactor(tx, id))?.confirmedAt ?? null;
    const recoveryCodesLeft = await stored.countRecoveryCodes(tx, id);
    const required = await stored.isTwoFactorRequired(tx, caller.organization.id);
    return { on: since !== null, since, recoveryCodesLeft, required };
  });
}

/** Nothing asks for it until a code has confirmed it. */
export async function setUpFactor(
  { database, seals, caller, now }: OwnFactor,
  password: string | null,
): Promise<({ readonly kind: 'begun' } & NewFactor) | WrongPassword | Refusal<'two_factor_on_already'>> {
  const { id: userId, email } = caller.member;
  if (!(await isOwnPassword(database, userId, password))) return { kind: 'refused', reason: 'wrong_credentials' };
  return database.control(async (tx) => {
    const before = await stored.holdTwoFactor(tx, userId);
    if (before !== null && before.confirmedAt !== null) return { kind: 'refused', reason: 'two_factor_on_already' };
    const factor = newFactor(email);
    await stored.insertTwoFactor(tx, { userId, secret: seals.seal(factor.secret, factorPurpose(userId)), now });
    return { kind: 'begun', ...factor };
  });
}

export type Recovery = { readonly kind: 'renewed'; readonly recoveryCodes: string[] };

/** From here on every sign-in needs it; every other session ends (T12). `session` is the token of the one that asks. */
export async function confirmFactor(
  own: OwnFactor,
  { code, session }: { readonly code: string; readonly session: string },
): Promise<Recovery | CodeRefusal | NotOn | Refusal<'two_factor_on_already'>> {
  const { database, caller, now } = own;
  const userId = caller.member.id;
  return database.control(async (tx) => {
    const factor = await stored.holdTwoFactor(tx, userId);
    if (factor === null) return { kind: 'refused', reason: 'two_factor_not_on' };
    if (factor.confirmedAt !== null) return { kind: 'refused', reason: 'two_factor_on_already' };
    const refused = await takeCode(tx, factor, { ...own, userId, code });
    if (refused !== null) return refused;
    await stored.confirmTwoFactor(tx, userId, now);
    await endOtherSessions(tx, { userId, kept: hashToken(session), proof: 'two_factor' });
    await deleteSignInLinksOf(tx, userId);
    return renew(tx, own, 'two_factor_switched_on');
  });
}

/** Those before are over. */
export async function renewRecoveryCodes(own: OwnFactor, code: string): Promise<Recovery | CodeRefusal | NotOn> {
  return withFactor(own, async (tx, factor) => {
    const refused = await takeCode(tx, factor, { ...own, userId: factor.userId, code });
    return refused ?? renew(tx, own, 'recovery_codes_renewed');
  });
}

async function renew(tx: Tx, { caller, now }: OwnFactor, action: AuditedAction): Promise<Recovery> {
  const codes = newRecoveryCodes();
  await stored.replaceRecoveryCodes(tx, caller.member.id, codes.hashes);
  await writeAuditOfUser(tx, caller.member.id, { action, at: now, by: 'user' });
  return { kind: 'renewed', recoveryCodes: codes.texts };
}

/** With the password; whoever has none proves it is them with a code. */
export async function switchFactorOff(
  own: OwnFactor,
  { password, code }: { readonly password: string | null; readonly code: string | null },
): Promise<null | WrongPassword | CodeRefusal | NotOn | Refusal<'two_factor_required'>> {
  const { database, caller, now } = own;
  const userId = caller.member.id;
  if (!(await isOwnPassword(database, userId, password))) return { kind: 'refused', reason: 'wrong_credentials' };
  return withFactor(own, async (tx, factor) => {
    if (await stored.isTwoFactorRequired(tx, caller.organization.id)) {
      return { kind: 'refused', reason: 'two_factor_required' };
    }
    const refused = password === null ? await takeCode(tx, factor, { ...own, userId, code: code ?? '' }) : null;
    if (refused !== null) return refused;
    await stored.deleteTwoFactor(tx, userId);
    await writeAuditOfUser(tx, userId, { action: 'two_factor_switched_off', at: now, by: 'user' });
    return null;
  });
}

async function withFactor<T>(
  { database, caller }: OwnFactor,
  work: (tx: Tx, factor: stored.TwoFactor) => Promise<T>,
): Promise<T | NotOn> {
  return database.control(async (tx): Promise<T | NotOn> => {
    const factor = await stored.holdTwoFactor(tx, caller.member.id);
    if (factor === null || factor.confirmedAt === null) return { kind: 'refused', reason: 'two_factor_not_on' };
    return work(tx, factor);
  });
}

/** Null: the user claims to have none. */
async function isOwnPassword(database: Database, userId: number, claimed: string | null): Promise<boolean> {
  const found = await database.control((tx) => findUser(tx, userId));
  if (found === null) return false;
  return claimed === null ? found.passwordHash === null : isPassword(claimed, found.passwordHash);
}
