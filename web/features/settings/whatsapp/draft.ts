// The form of WhatsApp's settings: secrets that were kept stand empty.
import type { Answer, Input } from '#web/api/call.ts';

export type Whatsapp = Answer<'getWhatsapp'>;
export type Account = NonNullable<Whatsapp['account']>;

export const secrets = ['token', 'appSecret', 'verifyToken'] as const;
export type Secret = (typeof secrets)[number];

export type Draft = Pick<Account, 'enabled' | 'phoneNumberId' | 'businessAccountId'> & Readonly<Record<Secret, string>>;

export function draftOf(account: Account | null): Draft {
  const { enabled = true, phoneNumberId = '', businessAccountId = '' } = account ?? {};
  return { enabled, phoneNumberId, businessAccountId, token: '', appSecret: '', verifyToken: '' };
}

type Wish = NonNullable<Input<'putWhatsapp'>['body']>;

export function wishOf({ enabled, phoneNumberId, businessAccountId, ...entered }: Draft): Wish {
  const given = secrets.flatMap((secret) => (entered[secret] === '' ? [] : [[secret, entered[secret]] as const]));
  return { enabled, phoneNumberId, businessAccountId, ...Object.fromEntries(given) };
}
