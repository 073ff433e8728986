// A message template as the API lists it. What needs more than texts (a picture, a coupon) is kept with what it needs.
import {
  variablesIn,
  type WhatsappTemplate,
  type WhatsappTemplateStatus,
  type WhatsappVariable,
} from '#core/message/whatsapp.ts';
import { type Json, objectsIn, textIn } from './json.ts';

const statuses: Readonly<Record<string, WhatsappTemplateStatus>> = {
  APPROVED: 'approved',
  PENDING: 'pending',
  IN_APPEAL: 'pending',
  PAUSED: 'paused',
  FLAGGED: 'approved',
  REINSTATED: 'approved',
  REJECTED: 'rejected',
};

/** What is deleted, disabled, archived or unheard of can't be sent. */
export function templateStatus(status: unknown): WhatsappTemplateStatus {
  return statuses[String(status).toUpperCase()] ?? 'disabled';
}

/** Null: it has no name, language or body. */
export function readTemplate(listed: Json): WhatsappTemplate | null {
  const components = objectsIn(listed['components']);
  const of = (type: string) => components.find((one) => String(one['type']).toUpperCase() === type);
  const [name, language] = [textIn(listed['name']), textIn(listed['language'])];
  const body = textIn(of('BODY')?.['text']);
  if (name === null || language === null || body === null) return null;
  const header = of('HEADER');
  const headerText = textIn(header?.['text']);
  const buttons = objectsIn(of('BUTTONS')?.['buttons']);
  return {
    name,
    language,
    category: String(listed['category'] ?? '').toLowerCase(),
    status: templateStatus(listed['status']),
    header: headerText,
    body,
    footer: textIn(of('FOOTER')?.['text']),
    variables: [...placed(headerText ?? '', 'header'), ...placed(body, 'body'), ...buttons.flatMap(ofButton)],
    naming: listed['parameter_format'] === 'NAMED' ? 'named' : 'positional',
    wants: wantsOf(header, buttons) ?? wantsOfOthers(components),
  };
}

function placed(text: string, place: 'header' | 'body'): WhatsappVariable[] {
  const names = variablesIn(text);
  const isNumbered = names.every((name) => /^\d+$/.test(name));
  return (isNumbered ? names.toSorted((a, b) => Number(a) - Number(b)) : names).map((name) => ({ name, place }));
}

/** A link may end in a variable. */
function ofButton(button: Json, at: number): WhatsappVariable[] {
  return variablesIn(textIn(button['url']) ?? '').map((name) => ({ name, place: 'button', button: at }));
}

const PLAIN_BUTTONS: ReadonlySet<string> = new Set(['QUICK_REPLY', 'URL', 'PHONE_NUMBER', 'VOICE_CALL']);

function wantsOf(header: Json | undefined, buttons: readonly Json[]): string | null {
  const format = textIn(header?.['format'])?.toUpperCase() ?? 'TEXT';
  if (format !== 'TEXT') return format.toLowerCase();
  const special = buttons.map(({ type }) => String(type).toUpperCase()).find((type) => !PLAIN_BUTTONS.has(type));
  return special === undefined ? null : special.toLowerCase();
}

const PLAIN_COMPONENTS: ReadonlySet<string> = new Set(['HEADER', 'BODY', 'FOOTER', 'BUTTONS']);

function wantsOfOthers(components: readonly Json[]): string | null {
  const special = components.map(({ type }) => String(type).toUpperCase()).find((type) => !PLAIN_COMPONENTS.has(type));
  return special === undefined ? null : special.toLowerCase();
}
