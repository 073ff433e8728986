// The WhatsApp account with what opens it: its secrets are kept sealed (T11).
import type { Seals } from '#actions/accounts/seals.ts';
import type { Tx } from '#storage/db.ts';
import { findWhatsappAccount, type SealedSecrets, type WhatsappAccount } from '#storage/whatsapp/account.ts';

export const whatsappSecrets = ['token', 'appSecret', 'verifyToken'] as const;
export type WhatsappSecrets = Readonly<Record<(typeof whatsappSecrets)[number], string>>;

/** Null in place of the secrets: they were sealed with another secret of the installation. */
export type OpenedWhatsapp = { readonly account: WhatsappAccount; readonly secrets: WhatsappSecrets | null };

function purposeOf(secret: keyof WhatsappSecrets): string {
  return `${secret} of the WhatsApp account`;
}

export function sealSecrets(seals: Seals, secrets: WhatsappSecrets): SealedSecrets {
  const seal = (secret: keyof WhatsappSecrets) => seals.seal(secrets[secret], purposeOf(secret));
  return { token: seal('token'), appSecret: seal('appSecret'), verifyToken: seal('verifyToken') };
}

/** Null: it was never set up. */
export async function openWhatsapp(tx: Tx, seals: Seals): Promise<OpenedWhatsapp | null> {
  const stored = await findWhatsappAccount(tx);
  if (stored === null) return null;
  const { token: sealedToken, appSecret: sealedAppSecret, verifyToken: sealedVerifyToken, ...account } = stored;
  const token = seals.open(sealedToken, purposeOf('token'));
  const appSecret = seals.open(sealedAppSecret, purposeOf('appSecret'));
  const verifyToken = seals.open(sealedVerifyToken, purposeOf('verifyToken'));
  if (token === null || appSecret === null || verifyToken === null) return { account, secrets: null };
  return { account, secrets: { token, appSecret, verifyToken } };
}
