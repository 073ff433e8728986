// What is said of a file, step by step.
import type { Answer, Input } from '#web/api/call.ts';

export type File = Answer<'getImport'>;
export type Settings = Input<'startImport'>['body'];
export type Module = Answer<'getModule'>;
export type Tried = Answer<'tryImport'>;
export type Unknown = Tried['unknown'][number];
export type Meaning = NonNullable<NonNullable<Settings['meanings']>[string]>[string];

/** A field comes from one column: where another had it, that one is left out. */
export function withColumn(settings: Settings, heading: string, key: string | null): Settings {
  const others = Object.entries(settings.columns).filter(([other, had]) => other !== heading && had !== key);
  return { ...settings, columns: { ...Object.fromEntries(others), ...(key === null ? {} : { [heading]: key }) } };
}

/** Null: nothing is said of the cell, so its rows are left out. */
export function withMeaning(settings: Settings, { field, cell }: Unknown, meaning: Meaning | null): Settings {
  const { [cell]: _, ...others } = settings.meanings?.[field] ?? {};
  const cells = meaning === null ? others : { ...others, [cell]: meaning };
  return { ...settings, meanings: { ...settings.meanings, [field]: cells } };
}

/** What probably is meant, where nothing has been said yet. */
export function withSuggestions(settings: Settings, unknown: readonly Unknown[]): Settings {
  const told = unknown.filter(({ field, cell }) => settings.meanings?.[field]?.[cell] === undefined);
  return told.reduce(
    (all, each) => (each.suggestion === null ? all : withMeaning(all, each, { as: each.suggestion })),
    settings,
  );
}

/** Required ones that no column goes to. */
export function missingFields(module: Module, { columns }: Settings) {
  const mapped = new Set(Object.values(columns));
  return module.fields.filter((field) => {
    const hasDefault = (field.default ?? null) !== null;
    return field.required && !field.readOnly && !hasDefault && !mapped.has(field.key);
  });
}
