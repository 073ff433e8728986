import { uuidv7 } from 'uuidv7';
import { hashPassword, PASSWORD_LENGTH_MIN } from '#actions/accounts/password.ts';
import type { Refusal } from '#contract/errors.ts';
import type { Instant } from '#core/time/instant.ts';
import { insertUser, type User } from '#storage/accounts/users.ts';
import type { Database } from '#storage/db.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type WantedUser = {
  readonly name: string;
  readonly email: string;
  /** Null: signs in by link until one is set. */
  readonly password: string | null;
  readonly administrator: boolean;
};

export type UserRefusal = Refusal<'email_taken' | 'email_not_valid' | 'password_too_short'>;

/** Makes a user of the organisation, who is a member of it at the same moment. */
export async function createUser(
  database: Database,
  organization: Organization,
  wanted: WantedUser,
  now: Instant,
): Promise<User | UserRefusal> {
  const { password, ...rest } = wanted;
  if (!/^[^\s@]+@[^\s@]+$/.test(wanted.email.trim())) return { kind: 'refused', reason: 'email_not_valid' };
  if (password !== null && password.length < PASSWORD_LENGTH_MIN) {
    return { kind: 'refused', reason: 'password_too_short', params: { min: PASSWORD_LENGTH_MIN } };
  }
  const passwordHash = password === null ? null : await hashPassword(password);
  const user = await database.control((tx) =>
    insertUser(tx, organization.seat, { ...rest, publicId: uuidv7(), passwordHash, now }),
  );
  return user ?? { kind: 'refused', reason: 'email_taken' };
}
