// Which fields stand together on a lead's page.
import type { Answer } from '#web/api/call.ts';

export type Field = Answer<'getModule'>['fields'][number];
export type SectionName = 'person' | 'qualification' | 'consent' | 'ownFields' | 'record';
export type Section = { readonly name: SectionName; readonly fields: readonly Field[] };

const sectionOf: Readonly<Record<string, SectionName>> = {
  salutation: 'person',
  first_name: 'person',
  last_name: 'person',
  title: 'person',
  department: 'person',
  company: 'person',
  email: 'person',
  secondary_email: 'person',
  phone: 'person',
  mobile: 'person',
  wechat: 'person',
  linkedin: 'person',
  website: 'person',
  country: 'person',
  state: 'person',
  city: 'person',
  street: 'person',
  postal_code: 'person',
  lead_status: 'qualification',
  lead_source: 'qualification',
  rating: 'qualification',
  industry: 'qualification',
  annual_revenue: 'qualification',
  employees: 'qualification',
  budget: 'qualification',
  score: 'qualification',
  campaign: 'qualification',
  description: 'qualification',
  do_not_email: 'consent',
  do_not_call: 'consent',
  converted_at: 'record',
  converted_contact: 'record',
  converted_account: 'record',
  converted_deal: 'record',
  owner: 'record',
  created_at: 'record',
  created_by: 'record',
  modified_at: 'record',
  modified_by: 'record',
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
