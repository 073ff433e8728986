// What the product asks of WhatsApp Business, whoever carries it out.
import type { DeliveryOutcome, Gate } from '#core/message/channel.ts';
import type { WhatsappAccess, WhatsappMessage, WhatsappTemplate } from '#core/message/whatsapp.ts';

/** Why a call of ours came to nothing. */
export const whatsappFailures = [
  'unreachable',
  'token_refused',
  'right_missing',
  'number_unknown',
  'account_unknown',
  'number_of_another_account',
  'refused',
] as const;
export type WhatsappFailure = (typeof whatsappFailures)[number];

/** `detail`: the other side's words, on one line; empty where it said nothing. */
export type WhatsappFailed = { readonly kind: 'failed'; readonly failure: WhatsappFailure; readonly detail: string };

export type WhatsappNumber = {
  readonly kind: 'found';
  readonly displayNumber: string;
  readonly displayName: string;
};

export type WhatsappTemplates = { readonly kind: 'found'; readonly templates: readonly WhatsappTemplate[] };

export type BusinessAccess = { readonly businessAccountId: string; readonly token: string };

/** Nothing throws. */
export type WhatsappApi = {
  /** Among the numbers of the business account. */
  readonly findNumber: (access: WhatsappAccess & BusinessAccess) => Promise<WhatsappNumber | WhatsappFailed>;
  readonly listTemplates: (access: BusinessAccess) => Promise<WhatsappTemplates | WhatsappFailed>;
  /** The gate is asked immediately before the call. */
  readonly send: (message: WhatsappMessage, gate: Gate) => Promise<DeliveryOutcome>;
};
