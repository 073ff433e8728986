// Forms on websites through which strangers become leads (T25): what a form may ask, and what of an answer looks as if no
// person had given it.
import type { Field, FieldType } from '#core/records/field.ts';
import { HOUR, type Instant } from '#core/time/instant.ts';

/** Where what strangers enter goes. */
export const FORM_MODULE = 'leads';

export type FormField = { readonly field: string; readonly required: boolean };

export type FormSettings = {
  readonly name: string;
  /** Of the labels that visitors see. */
  readonly language: 'en' | 'zh';
  readonly fields: readonly FormField[];
  /** What whoever sent it is told; empty: the product's own words. */
  readonly thanks: string;
  /** Where the browser goes then. Null: nowhere. */
  readonly returnUrl: string | null;
  /** Origins of the sites that may show it in a frame. */
  readonly sites: readonly string[];
  /** Nothing becomes a record before a person has looked at it. */
  readonly reviewed: boolean;
  /** Nothing becomes a record before the link in a mail to the address was followed. */
  readonly confirmed: boolean;
  readonly active: boolean;
};

const askable: ReadonlySet<FieldType> = new Set([
  ...(['text', 'long_text', 'email', 'phone', 'url', 'integer', 'decimal', 'currency', 'percent', 'date'] as const),
  ...(['boolean', 'pick_list', 'multi_select'] as const),
]);

export function isAskable({ type, readOnly, calculation }: Field): boolean {
  return askable.has(type) && !readOnly && (calculation ?? null) === null;
}

export type FormFault =
  | { readonly kind: 'not_askable' | 'missing'; readonly field: string }
  | { readonly kind: 'address_missing' };

/** `fields`: of the module, as whoever makes the form sees it. Null: it can be. */
export function whyNotAsk(
  { fields: asked, confirmed }: Pick<FormSettings, 'fields' | 'confirmed'>,
  fields: readonly Field[],
): FormFault | null {
  const byKey = new Map(fields.map((field) => [field.key, field]));
  const seen = new Set<string>();
  for (const { field: key } of asked) {
    const field = byKey.get(key);
    if (field === undefined || seen.has(key) || !isAskable(field)) return { kind: 'not_askable', field: key };
    seen.add(key);
  }
  const missing = fields.find(
    (field) => field.required && isAskable(field) && (field.default ?? null) === null && !seen.has(field.key),
  );
  if (missing !== undefined) return { kind: 'missing', field: missing.key };
  return confirmed && !asked.some(({ field }) => field === 'email') ? { kind: 'address_missing' } : null;
}

/** What a browser sends for a field, as the API takes it: always texts. What can't be meant stays as it came, to be refused. */
export function readEntry({ type }: Pick<Field, 'type'>, texts: readonly string[]): unknown {
  const [text = ''] = texts;
  if (type === 'multi_select') return texts.filter((one) => one !== '');
  if (type === 'boolean') return text === '' ? false : text === 'on' || text;
  return type === 'integer' && /^[+-]?\d{1,16}$/.test(text.trim()) ? Number(text) : text;
}

/** Why an answer waits for a person. */
export const heldReasons = [
  'trap_filled',
  'page_not_opened',
  'too_fast',
  'too_many',
  'asked_already',
  'reviewed',
  'not_saved',
] as const;
export type HeldReason = (typeof heldReasons)[number];

/** Answers of a form that become records within an hour; what comes beyond waits for a person. */
export const PER_HOUR_MAX = 100;
/** Answers of a form that may wait for a person or for their sender's click; beyond it takes none. */
export const WAITING_MAX = 1_000;
const PERSON_TAKES_MS_MIN = 3_000;
const PAGE_VALID_MS = 24 * HOUR;

export type AnswerSigns = {
  readonly isTrapFilled: boolean;
  /** When the page was made that it came from. Null: from none of ours. */
  readonly openedAt: Instant | null;
  readonly now: Instant;
  /** How many of the form were taken within an hour. */
  readonly lately: number;
  readonly reviewed: boolean;
};

/** Empty: it can be taken as it is. */
export function whyHold({ isTrapFilled, openedAt, now, lately, reviewed }: AnswerSigns): HeldReason[] {
  const since = openedAt === null ? Infinity : now - openedAt;
  const reasons: readonly (HeldReason | false)[] = [
    isTrapFilled && 'trap_filled',
    since > PAGE_VALID_MS && 'page_not_opened',
    since < PERSON_TAKES_MS_MIN && 'too_fast',
    lately >= PER_HOUR_MAX && 'too_many',
    reviewed && 'reviewed',
  ];
  return reasons.filter((reason) => reason !== false);
}
