// WhatsApp Business: the templates that Meta has let through, and what is sent by them. Outside of a conversation that the
// person began, nothing but a template may be sent.
import type { Instant } from '#core/time/instant.ts';

export const whatsappTemplateStatuses = ['approved', 'pending', 'paused', 'rejected', 'disabled'] as const;
export type WhatsappTemplateStatus = (typeof whatsappTemplateStatuses)[number];

/** What one variable stands in; buttons are numbered from 0. `name`: as the template calls it, '1' or 'first_name'. */
export type WhatsappVariable = { readonly name: string } & (
  | { readonly place: 'header' | 'body' }
  | { readonly place: 'button'; readonly button: number }
);

export type WhatsappTemplate = {
  readonly name: string;
  /** 'zh_CN', 'en_US': a template of one name may be there in several. */
  readonly language: string;
  readonly category: string;
  readonly status: WhatsappTemplateStatus;
  /** Null where there is none, as of the footer. */
  readonly header: string | null;
  readonly body: string;
  readonly footer: string | null;
  /** In the order in which they are filled: of the header, the body, the buttons. */
  readonly variables: readonly WhatsappVariable[];
  /** Whether variables are numbered, or called by names. */
  readonly naming: 'positional' | 'named';
  /** It wants what a follow-up can't give: a picture, a coupon, …; null: nothing. */
  readonly wants: string | null;
};

export type TemplateNamed = Pick<WhatsappTemplate, 'name' | 'language'>;

/** Templates are told apart by both. */
export function templateKey({ name, language }: TemplateNamed): string {
  return `${name}/${language}`;
}

/** What of an account is needed to call the API for it. */
export type WhatsappAccess = { readonly phoneNumberId: string; readonly token: string };

export type WhatsappMessage = {
  readonly access: WhatsappAccess;
  /** In digits alone, with the country's code. */
  readonly to: string;
  readonly template: WhatsappTemplate;
  /** As many as the template has. */
  readonly values: readonly string[];
  /** Comes back with every status. */
  readonly reference: string;
  readonly date: Instant;
};

const VARIABLE = /\{\{\s*(\w+)\s*\}\}/g;

/** In the order in which they first occur. */
export function variablesIn(text: string): string[] {
  return [...new Set([...text.matchAll(VARIABLE)].map(([, name = '']) => name))];
}

/** As the recipient sees it, without buttons. */
export function whatsappText(template: WhatsappTemplate, values: readonly string[]): string {
  const { header, body, footer, variables } = template;
  const filled = (text: string, place: 'header' | 'body') =>
    text.replace(VARIABLE, (written: string, name: string) => {
      const at = variables.findIndex((variable) => variable.place === place && variable.name === name);
      return values[at] ?? written;
    });
  const parts = [header === null ? null : filled(header, 'header'), filled(body, 'body'), footer];
  return parts.filter((part) => part !== null).join('\n\n');
}

const NUMBER_MIN = 8;
const NUMBER_MAX = 15;

/**
 * The digits of an international number (E.164), as people write it: +86 138 0013 8000, 0049 (30) 1234567. Null: it says no
 * country, or can't be a number. Nothing is guessed: a message to a stranger is worse than none.
 */
export function whatsappNumber(written: string): string | null {
  const text = written.trim();
  if (!/^(?:\+|00)[\d\s().\-/]+$/.test(text)) return null;
  const digits = text.replaceAll(/\D/g, '').replace(text.startsWith('00') ? /^00/ : /^/, '');
  return digits.length >= NUMBER_MIN && digits.length <= NUMBER_MAX && !digits.startsWith('0') ? digits : null;
}
