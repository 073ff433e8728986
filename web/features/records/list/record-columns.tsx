// The columns of lists of records: the fields of the module, those of the administrator too.
import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Item } from '#web/api/hooks.ts';
import { FieldValue } from '#web/features/records/fields/field-value.tsx';
import type { Field, Module } from '#web/features/records/module.ts';
import { isOfName, nameKey, usualColumns } from '#web/features/records/usual-fields.ts';
import type { Language } from '#contract/errors.ts';
import { paths } from '#web/paths.ts';
import type { Column } from '#web/ui/columns.ts';

export type ListedRecord = Item<'listRecords'>;

const widthsPx: Readonly<Record<string, number>> = { email: 220, lead_status: 176, country: 132, owner: 120 };

type Naming = {
  readonly language: Language;
  /** What the column is called that holds first and last name. */
  readonly person: string;
};

/** `wanted`: the keys of a view's columns, in order; none: those that most people want. */
export function recordColumns(module: Module, wanted: readonly string[], naming: Naming): Column<ListedRecord>[] {
  const shown = wanted.length === 0 ? usualColumns(module) : wanted;
  const rank = ({ key }: Field) => (shown.includes(key) ? shown.indexOf(key) : shown.length);
  const others = module.fields.filter((field) => !isOfName(module, field)).toSorted((a, b) => rank(a) - rank(b));
  const columns = others.map((field) => fieldColumn(field, naming.language, shown.includes(field.key)));
  return [...nameColumn(module, naming), ...columns];
}

/** Of a record without a name of its own it is the one that it is about. */
export function titleOf({ name, lookups }: Pick<ListedRecord, 'name' | 'lookups'>): string {
  return name === '' ? (Object.values(lookups)[0]?.name ?? '') : name;
}

function nameColumn(module: Module, { language, person }: Naming): Column<ListedRecord>[] {
  const key = nameKey(module);
  if (key === null) return [];
  const field = module.fields.find((one) => one.key === key);
  const column: Column<ListedRecord> = {
    key,
    header: key === 'name' ? (field?.label[language] ?? person) : person,
    shown: 'always',
    sortable: true,
    widthPx: 208,
    cell: (record) => <RecordLink module={module.key} record={record} />,
  };
  return [column];
}

type RecordLinkProps = { readonly module: string; readonly record: Pick<ListedRecord, 'id' | 'name'> };

function RecordLink({ module, record: { id, name } }: RecordLinkProps) {
  return (
    <Anchor
      c="inherit"
      fw={600}
      size="sm"
      renderRoot={(props) => <Link to={paths.record} params={{ module, recordId: id }} {...props} />}
    >
      {name}
    </Anchor>
  );
}

function fieldColumn(field: Field, language: Language, isShown: boolean): Column<ListedRecord> {
  const isNumber = ['integer', 'decimal', 'currency', 'percent'].includes(field.type);
  return {
    key: field.key,
    header: field.label[language],
    sortable: field.sortable,
    shown: isShown ? 'at_first' : 'on_wish',
    align: isNumber ? 'end' : 'start',
    ...(widthsPx[field.key] === undefined ? {} : { widthPx: widthsPx[field.key] ?? 0 }),
    cell: ({ values, lookups }) => (
      <FieldValue field={field} value={values[field.key] ?? null} leadsTo={lookups[field.key] ?? null} />
    ),
  };
}
