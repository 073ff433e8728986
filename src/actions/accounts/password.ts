// argon2id as OWASP sets it (2026): 19 MiB, two passes, one lane.
import { hash, verify } from '@node-rs/argon2';

export const PASSWORD_LENGTH_MIN = 12;

const settings = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The hash of a password that nobody knows, made with the settings above. */
const NOBODYS_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$713Rg0ZhRqJdZAyRDqaiLQ$nqa1RvfwUe7N74JzpBz1ueDMbgY1o3L1v2M+2PTELSw';

export function hashPassword(password: string): Promise<string> {
  return hash(password, settings);
}

/** As much work for a user who doesn't exist or has no password (null) as for any other: T13. */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  const matches = await verify(passwordHash ?? NOBODYS_HASH, password);
  return matches && passwordHash !== null;
}
