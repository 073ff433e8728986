// How the product's modules are written down: sections of fields, from which the module follows.
import type { Choice, Field, FieldSettings, FieldType, LocalizedText, Module } from '#core/records/field.ts';

type More = FieldSettings & Partial<Pick<Field, 'required' | 'readOnly' | 'options'>>;
type Words = readonly [en: string, zh: string];

export type SectionDraft = { readonly label: Words; readonly fields: readonly Field[] };

type ModuleDraft = {
  readonly key: string;
  readonly label: Words;
  readonly singular: Words;
  readonly partOf?: string;
  readonly sections: readonly SectionDraft[];
};

export function field(key: string, type: FieldType, label: Words, more: More = {}): Field {
  return { key, type, label: inBoth(label), required: false, system: true, readOnly: false, options: [], ...more };
}

export function pickList(key: string, label: Words, choices: readonly Choice[], more: More = {}): Field {
  return field(key, 'pick_list', label, { options: choices.map(({ value }) => value), choices, ...more });
}

export function lookup(key: string, target: string, label: Words, more: More = {}): Field {
  return field(key, 'lookup', label, { target, ...more });
}

/** Its value is what it is called in English, whatever the reader's language. */
export function choice(value: string, zh: string, color: Choice['color'] = 'gray'): Choice {
  return { value, label: { en: value, zh }, color };
}

/** Who has a record and who made it when: the last section of every module. */
export const keeping: SectionDraft = {
  label: ['Record', '记录信息'],
  fields: [
    field('owner', 'user', ['Owner', '负责人']),
    field('created_at', 'date_time', ['Created at', '创建时间'], { readOnly: true }),
    field('created_by', 'user', ['Created by', '创建人'], { readOnly: true }),
    field('modified_at', 'date_time', ['Modified at', '修改时间'], { readOnly: true }),
    field('modified_by', 'user', ['Modified by', '修改人'], { readOnly: true }),
    field('tags', 'multi_select', ['Tags', '标签']),
  ],
};

export function defineModule({ key, label, singular, partOf, sections: drafts }: ModuleDraft): Module {
  const sections = [...drafts, keeping];
  return {
    key,
    label: inBoth(label),
    singular: inBoth(singular),
    ...(partOf === undefined ? {} : { partOf }),
    fields: sections.flatMap(({ fields }) => fields),
    sections: sections.map((section) => ({
      label: inBoth(section.label),
      fields: section.fields.map((each) => each.key),
    })),
  };
}

function inBoth([en, zh]: Words): LocalizedText {
  return { en, zh };
}
