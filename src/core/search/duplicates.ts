// Why two records of a module probably mean the same person or company, on the values that the reader may see. It
// proposes; people decide, by merging them.
import { type Module, type RecordValues, valueOf } from '#core/records/field.ts';
import { fold } from '#core/records/fold.ts';
import { areAlike } from '#core/search/closeness.ts';
import { parseSearch, type SearchQuery } from '#core/search/query.ts';

/** With what each of them is called. */
export type Known = RecordValues & { readonly name: string };

/** The surest first. */
export const duplicateReasons = [
  'same_email',
  'same_name_and_company',
  'same_phone',
  'same_name',
  'similar_name',
] as const;
export type DuplicateReason = (typeof duplicateReasons)[number];

/** Empty: nothing speaks for it. */
export function reasonsFor(module: Module, one: Known, other: Known): DuplicateReason[] {
  const names = comparedNames(one.name, other.name);
  const isOfOne = names === 'same_name' && sameCompany(one, other);
  const reasons: (DuplicateReason | null)[] = [
    sharesValue(module, 'email', one, other) ? 'same_email' : null,
    isOfOne ? 'same_name_and_company' : null,
    sharesValue(module, 'phone', one, other) ? 'same_phone' : null,
    isOfOne ? null : names,
  ];
  return reasons.filter((reason) => reason !== null);
}

const WEIGHTS: Readonly<Record<DuplicateReason, number>> = {
  same_email: 16,
  same_name_and_company: 8,
  same_phone: 6,
  same_name: 3,
  similar_name: 1,
};

export function weightOf(reasons: readonly DuplicateReason[]): number {
  return reasons.reduce((sum, reason) => sum + WEIGHTS[reason], 0);
}

/** What to look for, so that every record with one of the surer reasons is found; alike names take a search of their own. */
export function questionsAbout(module: Module, record: Known): SearchQuery[] {
  const company = valueOf(record, 'company');
  const name = tellingWords(record.name);
  const named = name === '' ? [] : [name];
  const ofCompany = name !== '' && typeof company === 'string' ? [`${name} ${tellingWords(company)}`] : [];
  const reached = [...valuesOf(module, 'email', record), ...valuesOf(module, 'phone', record)];
  return [...reached, ...ofCompany, ...named].flatMap((text) => parseSearch(text) ?? []);
}

function valuesOf({ fields }: Module, type: 'email' | 'phone', record: RecordValues): string[] {
  return fields.flatMap((field) => {
    const value = field.type === type ? valueOf(record, field.key) : null;
    return typeof value === 'string' && value !== '' ? [value] : [];
  });
}

function sharesValue(module: Module, type: 'email' | 'phone', one: Known, other: Known): boolean {
  const isSame = type === 'email' ? (a: string, b: string) => fold(a) === fold(b) : sameNumber;
  return valuesOf(module, type, one).some((a) => valuesOf(module, type, other).some((b) => isSame(a, b)));
}

/** With fewer digits it may be an extension of anybody's. */
const NUMBER_DIGITS_MIN = 7;

/** However the code of the country is written, or left out. */
function sameNumber(a: string, b: string): boolean {
  const ends = (whole: string, part: string): boolean => {
    const digits = fold(whole).replace(/\D/g, '');
    return (parseSearch(part)?.phones ?? []).some((way) => way.length >= NUMBER_DIGITS_MIN && digits.endsWith(way));
  };
  return ends(a, b) || ends(b, a);
}

/** In a field of its own, or by the account that they belong to. */
function sameCompany(one: Known, other: Known): boolean {
  const [company, others] = [one, other].map((record) => {
    const value = valueOf(record, 'company');
    return typeof value === 'string' ? companyKey(value) : '';
  });
  if (company !== '' && company === others) return true;
  const account = valueOf(one, 'account');
  return account !== null && account === valueOf(other, 'account');
}

function companyKey(name: string): string {
  return wordsOf(name).join(' ');
}

function comparedNames(one: string, other: string): 'same_name' | 'similar_name' | null {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  if (a.length === 0 || a.length !== b.length) return null;
  if (a.every((word, index) => word === b[index])) return 'same_name';
  const left = [...b];
  const areAllAlike = a.every((word) => {
    const at = left.findIndex((candidate) => areAlike(word, candidate));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  return areAllAlike ? 'similar_name' : null;
}

const LEGAL_FORMS: ReadonlySet<string> = new Set(
  'ab ag as bv co corp corporation gmbh inc incorporated kg limited llc llp ltd oy plc pte pty sa sarl sas se spa srl'.split(
    ' ',
  ),
);
const CHINESE_FORM = /(?:股份|集团|有限|责任)*公司$/;

/** In whichever order they stand, without signs and without the legal form of a company. */
function wordsOf(name: string): string[] {
  return tellingWords(name)
    .replace(/[^\p{L}\p{N}\s]/gu, ' ')
    .split(/\s+/u)
    .filter((word) => word !== '')
    .toSorted();
}

/** As they are looked for: signs inside words stay, those around them go. */
function tellingWords(name: string): string {
  const words = fold(name)
    .split(/\s+/u)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '').replace(CHINESE_FORM, ''))
    .filter((word) => word !== '');
  const telling = words.filter((word) => !LEGAL_FORMS.has(word.replaceAll('.', '')));
  return (telling.length > 0 ? telling : words).join(' ');
}
