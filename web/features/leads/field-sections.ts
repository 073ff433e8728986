// Which fields stand together on a lead's page.
import type { Answer } from '#web/api/call.ts';

export type Field = Answer<'getModule'>['fields'][number];
export type SectionName = 'person' | 'qualification' | 'consent' | 'ownFields' | 'record';
export type Section = { readonly name: SectionName; readonly fields: readonly Field[] };

const sectionOf: Readonly<Record<string, SectionName>> = {
  first_name: 'person',
  last_name: 'person',
  title: 'person',
  company: 'person',
  email: 'person',
  phone: 'person',
  mobile: 'person',
  website: 'person',
  city: 'person',
  country: 'person',
  lead_status: 'qualification',
  lead_source: 'qualification',
  industry: 'qualification',
  annual_revenue: 'qualification',
  employees: 'qualification',
  description: 'qualification',
  do_not_email: 'consent',
  do_not_call: 'consent',
  owner: 'record',
  created_at: 'record',
  created_by: 'record',
  modified_at: 'record',
};
const known = Object.keys(sectionOf);
const order: readonly SectionName[] = ['person', 'qualification', 'ownFields', 'consent', 'record'];

/** Those with fields. Fields of the administrator come in the order they were made. */
export function fieldSections(fields: readonly Field[]): Section[] {
  const sections = order.map((name) => ({
    name,
    fields: fields
      .filter(({ key }) => (sectionOf[key] ?? 'ownFields') === name)
      .toSorted((a, b) => known.indexOf(a.key) - known.indexOf(b.key)),
  }));
  return sections.filter((section) => section.fields.length > 0);
}
