// The columns of lists of leads: the fields of the module, those of the administrator too.
import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Answer } from '#web/api/call.ts';
import type { Item } from '#web/api/hooks.ts';
import { FieldValue } from '#web/features/leads/field-value.tsx';
import type { Language } from '#contract/errors.ts';
import { paths } from '#web/paths.ts';
import type { Column } from '#web/ui/columns.ts';

export type Lead = Item<'listRecords'>;
type Field = Answer<'getModule'>['fields'][number];

/** At first; the other fields are on wish. */
const first = ['company', 'lead_status', 'email', 'phone', 'country', 'owner', 'created_at'];
const widthsPx: Readonly<Record<string, number>> = { email: 220, lead_status: 176, country: 132, owner: 120 };
/** They make the name. */
const named = new Set(['first_name', 'last_name']);

type Naming = { readonly language: Language; readonly name: string };

/** `wanted`: the keys of a view's columns, in order; none: those that most people want. */
export function leadColumns(fields: readonly Field[], wanted: readonly string[], naming: Naming): Column<Lead>[] {
  const shown = wanted.length === 0 ? first : wanted;
  const rank = ({ key }: Field) => (shown.includes(key) ? shown.indexOf(key) : shown.length);
  const others = fields.filter(({ key }) => !named.has(key)).toSorted((a, b) => rank(a) - rank(b));
  const columns = others.map((field) => fieldColumn(field, naming.language, shown.includes(field.key)));
  return [nameColumn(naming.name), ...columns];
}

function nameColumn(header: string): Column<Lead> {
  return {
    // Sorted as Chinese and Western lists are: by the last name.
    key: 'last_name',
    header,
    shown: 'always',
    sortable: true,
    widthPx: 208,
    cell: ({ id, name }) => (
      <Anchor
        c="inherit"
        fw={600}
        size="sm"
        renderRoot={(props) => <Link to={paths.lead} params={{ leadId: id }} {...props} />}
      >
        {name}
      </Anchor>
    ),
  };
}

function fieldColumn(field: Field, language: Language, isShown: boolean): Column<Lead> {
  const isNumber = ['integer', 'decimal', 'currency', 'percent'].includes(field.type);
  return {
    key: field.key,
    header: field.label[language],
    sortable: field.sortable,
    shown: isShown ? 'at_first' : 'on_wish',
    align: isNumber ? 'end' : 'start',
    ...(widthsPx[field.key] === undefined ? {} : { widthPx: widthsPx[field.key] ?? 0 }),
    cell: ({ values, lookups }) => (
      <FieldValue field={field} value={values[field.key] ?? null} name={lookups[field.key]?.name} />
    ),
  };
}
