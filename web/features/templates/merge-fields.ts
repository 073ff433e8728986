// What a template may say of a lead, its owner and the organisation, under the names that people know.
import type { Language } from '#contract/errors.ts';
import type { Answer } from '#web/api/call.ts';
import { maskTags, piecesOf, readMergeField } from '#web/features/templates/liquid-source.ts';
import { templatesWords } from '#web/features/templates/words.ts';
import type { PlainKey } from '#web/i18n/words.ts';

export type Module = Answer<'getModule'>;

export type Choice = {
  /** As it stands in a template: 'record.first_name'. */
  readonly path: string;
  readonly label: string;
  /** Never empty. */
  readonly isSure: boolean;
};

/** Kept as ids, which tell a reader nothing. */
const UNREADABLE = new Set(['user', 'lookup']);

const ofSender: readonly (readonly [path: string, word: PlainKey<typeof templatesWords.en>])[] = [
  ['owner.name', 'ownerName'],
  ['owner.email', 'ownerEmail'],
  ['organization.name', 'organizationName'],
];

export function choicesOf(module: Module, language: Language): { readonly group: string; readonly items: Choice[] }[] {
  const words = templatesWords[language];
  const fields = module.fields.filter(({ type }) => !UNREADABLE.has(type));
  return [
    {
      group: module.label[language],
      items: fields.map(({ key, label, required }) => ({
        path: `record.${key}`,
        label: label[language],
        isSure: required,
      })),
    },
    {
      group: words.ofOrganization,
      items: ofSender.map(([path, word]) => ({ path, label: words[word], isSure: path !== 'owner.email' })),
    },
  ];
}

/** A tag for whoever writes: the field's name and the fallback, or what stands there. */
export function labelOfTag(tag: string, module: Module, language: Language): string {
  const field = readMergeField(tag);
  if (field === null) return tag;
  const choices = choicesOf(module, language).flatMap(({ items }) => items);
  const label = choices.find(({ path }) => path === field.path)?.label;
  if (label === undefined) return tag;
  return field.fallback === null || field.fallback === '' ? label : `${label} · ${field.fallback}`;
}

/** A subject for reading in lists: ‹First name› instead of the tag. */
export function inWordsOfFields(text: string, module: Module, language: Language): string {
  const pieces = piecesOf(maskTags(text));
  return pieces
    .map((piece) => (piece.kind === 'text' ? piece.text : `‹${labelOfTag(piece.text, module, language)}›`))
    .join('');
}
