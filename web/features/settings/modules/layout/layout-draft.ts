// A layout while it is drawn: sections with their names and fields, then what is in none of them.
import type { Field, Module } from '#web/features/records/module.ts';
import { fieldSections } from '#web/features/records/page/field-sections.ts';
import { tagsKey } from '#web/features/records/usual-fields.ts';

export type SectionDraft = {
  /** Its own as long as it is drawn. */
  readonly line: number;
  readonly en: string;
  readonly zh: string;
  /** Keys. */
  readonly fields: readonly string[];
};

export type LayoutDraft = {
  readonly sections: readonly SectionDraft[];
  readonly rest: readonly string[];
  /** Keys of the fields that must be filled in. */
  readonly required: readonly string[];
};

/** Tags stand under the name of a record. */
export function layoutFields({ fields }: Pick<Module, 'fields'>): Field[] {
  return fields.filter(({ key }) => key !== tagsKey);
}

export function draftOf(module: Module): LayoutDraft {
  const fields = layoutFields(module);
  const known = new Set(fields.map(({ key }) => key));
  const sections = drawnSections(module).map(({ label, fields: keys }, line) => {
    return { line, ...label, fields: keys.filter((key) => known.has(key)) };
  });
  const inSections = new Set(sections.flatMap((section) => section.fields));
  return {
    sections,
    rest: [...known].filter((key) => !inSections.has(key)),
    required: fields.filter(({ required }) => required).map(({ key }) => key),
  };
}

/** Modules of administrators have none until they draw them; what their pages show is where to begin. */
function drawnSections(module: Module): Module['sections'] {
  if (module.laidOut || module.sections.length > 0) return module.sections;
  return fieldSections(module).map(({ label, fields }) => ({ label, fields: fields.map(({ key }) => key) }));
}

/** Null: among those that are in no section. */
export type Place = number | null;

/** To the end of a section. */
export function placed(draft: LayoutDraft, key: string, place: Place): LayoutDraft {
  const without = (fields: readonly string[]) => fields.filter((field) => field !== key);
  return {
    ...draft,
    sections: draft.sections.map((section) => {
      const fields = without(section.fields);
      return { ...section, fields: section.line === place ? [...fields, key] : fields };
    }),
    rest: place === null ? [...without(draft.rest), key] : without(draft.rest),
  };
}

/** A place up or down; at the edge of its section into the next one. */
export function moved(draft: LayoutDraft, key: string, step: 1 | -1): LayoutDraft {
  const at = draft.sections.findIndex(({ fields }) => fields.includes(key));
  const section = draft.sections[at];
  if (section === undefined) return step === 1 ? draft : placed(draft, key, draft.sections.at(-1)?.line ?? null);
  const index = section.fields.indexOf(key) + step;
  if (index >= 0 && index < section.fields.length) {
    return withSection(draft, { ...section, fields: swapped(section.fields, index, index - step) });
  }
  const next = draft.sections[at + step];
  if (next === undefined) return step === 1 ? placed(draft, key, null) : draft;
  const taken = placed(draft, key, next.line);
  return step === -1 ? taken : withSection(taken, { ...next, fields: [key, ...next.fields] });
}

export function withSection(draft: LayoutDraft, wanted: SectionDraft): LayoutDraft {
  return { ...draft, sections: draft.sections.map((section) => (section.line === wanted.line ? wanted : section)) };
}

export function sectionMoved(draft: LayoutDraft, index: number, step: 1 | -1): LayoutDraft {
  const isThere = draft.sections[index + step] !== undefined;
  return isThere ? { ...draft, sections: swapped(draft.sections, index, index + step) } : draft;
}

export function sectionAdded(draft: LayoutDraft): LayoutDraft {
  const line = Math.max(-1, ...draft.sections.map((section) => section.line)) + 1;
  return { ...draft, sections: [...draft.sections, { line, en: '', zh: '', fields: [] }] };
}

/** Its fields stay, in none. */
export function sectionRemoved(draft: LayoutDraft, line: number): LayoutDraft {
  const gone = draft.sections.find((section) => section.line === line);
  const sections = draft.sections.filter((section) => section.line !== line);
  return { ...draft, sections, rest: [...draft.rest, ...(gone?.fields ?? [])] };
}

export function requiredSwitched(draft: LayoutDraft, key: string): LayoutDraft {
  const isRequired = draft.required.includes(key);
  const required = isRequired ? draft.required.filter((other) => other !== key) : [...draft.required, key];
  return { ...draft, required };
}

/** As the API takes the sections. */
export function sectionsOf({ sections }: LayoutDraft) {
  return sections.map(({ en, zh, fields }) => ({ label: { en: en.trim(), zh: zh.trim() }, fields: [...fields] }));
}

export function isSameLayout(one: LayoutDraft, other: LayoutDraft): boolean {
  return JSON.stringify(sectionsOf(one)) === JSON.stringify(sectionsOf(other));
}

/** The fields that are to become required, or are no longer to be. */
export function requiredChanges(before: LayoutDraft, after: LayoutDraft): { key: string; required: boolean }[] {
  const all = new Set([...before.required, ...after.required]);
  return [...all]
    .filter((key) => before.required.includes(key) !== after.required.includes(key))
    .map((key) => ({ key, required: after.required.includes(key) }));
}

function swapped<Item>(items: readonly Item[], one: number, other: number): readonly Item[] {
  return items.map((item, index) => (index === one ? items[other] : index === other ? items[one] : item) ?? item);
}
