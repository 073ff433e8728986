// U-3: one-time codes (TOTP), and recovery codes for when the device is gone. A code is taken once; after five wrong ones
// nobody may try for five minutes, from wherever they try.
import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Seals } from '#actions/accounts/seals.ts';
import type { Refusal } from '#contract/errors.ts';
import { CODE_DIGITS, CODE_SECONDS, CODE_WINDOW, lockedAfter, readCode } from '#core/accounts/one-time-code.ts';
import type { Instant } from '#core/time/instant.ts';
import {
  holdTwoFactor,
  saveCodeFailed,
  saveCodeTaken,
  takeRecoveryCode,
  type TwoFactor,
} from '#storage/accounts/two-factor.ts';
import { writeAuditOfUser } from '#storage/audit/write-audit.ts';
import type { Tx } from '#storage/db.ts';

const SECRET_BYTES = 20;
const RECOVERY_CODES = 10;
const RECOVERY_BYTES = 10;
const ISSUER = 'Cadenza';

export type CodeRefusal = Refusal<'two_factor_code_wrong' | 'too_many_requests'>;
export type FactorRefusal = CodeRefusal | Refusal<'two_factor_code_needed'>;

export type NewFactor = { /** For typing in. */ readonly secret: string /** For the picture. */; readonly url: string };

export function newFactor(email: string): NewFactor {
  const totp = totpOf(new Secret({ size: SECRET_BYTES }).base32, email);
  return { secret: totp.secret.base32, url: totp.toString() };
}

function totpOf(secret: string, label: string): TOTP {
  const shape = { algorithm: 'SHA1', digits: CODE_DIGITS, period: CODE_SECONDS } as const;
  return new TOTP({ issuer: ISSUER, label, ...shape, secret: Secret.fromBase32(secret) });
}

/** `sealed` opens for this user alone. */
export function factorPurpose(userId: number): string {
  return `two-factor of ${userId}`;
}

export type Checking = {
  readonly userId: number;
  readonly seals: Seals;
  /** Null: none was given. */
  readonly code: string | null;
  readonly now: Instant;
};

/** At a sign-in whose first factor was right. What it refuses stays counted: let the transaction commit. */
export async function checkSecondFactor(
  tx: Tx,
  checking: Checking,
): Promise<{ readonly kind: 'passed'; readonly proof: 'one_factor' | 'two_factor' } | FactorRefusal> {
  const factor = await holdTwoFactor(tx, checking.userId);
  if (factor === null || factor.confirmedAt === null) return { kind: 'passed', proof: 'one_factor' };
  const { code } = checking;
  if (code === null) return { kind: 'refused', reason: 'two_factor_code_needed' };
  const refused = await takeCode(tx, factor, { ...checking, code });
  return refused ?? { kind: 'passed', proof: 'two_factor' };
}

/** Null: it was right, and is used up. The factor is held. */
export async function takeCode(
  tx: Tx,
  factor: TwoFactor,
  { userId, seals, code: typed, now }: Checking & { readonly code: string },
): Promise<CodeRefusal | null> {
  const lock = factor.lockedUntil ?? 0;
  if (lock > now) {
    return { kind: 'refused', reason: 'too_many_requests', params: { seconds: Math.ceil((lock - now) / 1000) } };
  }
  const { kind, code } = readCode(typed);
  const secret = seals.open(factor.secret, factorPurpose(userId));
  const step = kind === 'one_time' && secret !== null ? stepOf(secret, code, now) : null;
  const isFresh = step !== null && step > factor.lastStep;
  if (isFresh || (kind === 'recovery' && (await takeRecoveryCode(tx, userId, hashCode(code))))) {
    await saveCodeTaken(tx, userId, step);
    if (kind === 'recovery') await writeAuditOfUser(tx, userId, { action: 'recovery_code_used', at: now, by: 'user' });
    return null;
  }
  await saveCodeFailed(tx, userId, lockedAfter(factor.failures + 1, now));
  await writeAuditOfUser(tx, userId, { action: 'sign_in_failed', at: now, by: 'nobody' });
  return { kind: 'refused', reason: 'two_factor_code_wrong' };
}

/** The time step that the code is of. Null: of none near now. */
function stepOf(secret: string, code: string, now: Instant): number | null {
  const delta = totpOf(secret, '').validate({ token: code, timestamp: now, window: CODE_WINDOW });
  return delta === null ? null : Math.floor(now / 1000 / CODE_SECONDS) + delta;
}

export type RecoveryCodes = { /** To be shown once. */ readonly texts: string[]; readonly hashes: Uint8Array[] };

/** 80 random bits each, in groups that can be typed. */
export function newRecoveryCodes(): RecoveryCodes {
  const texts = Array.from({ length: RECOVERY_CODES }, () => {
    const text = new Secret({ buffer: Uint8Array.from(randomBytes(RECOVERY_BYTES)).buffer }).base32.toLowerCase();
    return (text.match(/.{4}/g) ?? []).join('-');
  });
  return { texts, hashes: texts.map((text) => hashCode(readCode(text).code)) };
}

function hashCode(code: string): Uint8Array {
  return createHash('sha256').update(`recovery ${code}`).digest();
}
