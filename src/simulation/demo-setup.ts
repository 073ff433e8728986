// The stage of a demo: leads imported, a view of them, the example cadence published on that view. Each part looks
// whether it is there already, so a run that was killed goes on from where it was.
import { createHash } from 'node:crypto';
import { publishCadence } from '#actions/cadences/publish-cadence.ts';
import { type CadenceContext, createCadence } from '#actions/cadences/save-cadence.ts';
import { importRecords, type ImportResult } from '#actions/imports/import-records.ts';
import type { CsvSource } from '#actions/imports/read-rows.ts';
import { addField } from '#actions/modules/own-fields.ts';
import type { Acting } from '#actions/records/acting.ts';
import { createView } from '#actions/views/create-view.ts';
import type { CadenceFile } from '#core/cadence/file.ts';
import type { FieldType } from '#core/records/field.ts';
import { findCadenceByName, type StoredCadence } from '#storage/cadences/cadences.ts';

export const DEMO_VIEW = 'Leads with an address';

/** The columns of the lead file that the demo keeps, beside those that lead fields exist for. */
const CUSTOM_FIELDS: readonly {
  readonly key: string;
  readonly type: FieldType;
  readonly en: string;
  readonly zh: string;
}[] = [
  { key: 'prospect_id', type: 'text', en: 'Prospect ID', zh: '潜在客户编号' },
  { key: 'last_activity', type: 'text', en: 'Last Activity', zh: '最近活动' },
  { key: 'lead_origin', type: 'text', en: 'Lead Origin', zh: '线索来路' },
  { key: 'original_source', type: 'text', en: 'Original Source', zh: '原始来源' },
  { key: 'total_visits', type: 'integer', en: 'Total Visits', zh: '访问次数' },
  { key: 'converted', type: 'boolean', en: 'Converted', zh: '已转化' },
];

const COLUMNS: Readonly<Record<string, string>> = {
  'Prospect ID': 'prospect_id',
  'Last Activity': 'last_activity',
  'Lead Origin': 'lead_origin',
  'Lead Source': 'original_source',
  TotalVisits: 'total_visits',
  Converted: 'converted',
  'Do Not Email': 'do_not_email',
  'Do Not Call': 'do_not_call',
  Country: 'country',
  City: 'city',
};

export type DemoSetup = {
  readonly acting: Acting;
  readonly cadences: CadenceContext;
  readonly example: CadenceFile;
  readonly leads: CsvSource;
  readonly onProgress: (read: number) => void;
};

export type DemoStage = {
  readonly cadence: StoredCadence /** Null: was imported by an earlier run. */;
  readonly imported: ImportResult | null;
};

export async function setUpDemo(setup: DemoSetup): Promise<DemoStage> {
  const { acting, cadences, example } = setup;
  const { database, organization } = acting;
  const find = () => database.organization(organization.seat, (tx) => findCadenceByName(tx, example.name));
  const running = await find();
  if (running?.status === 'active') return { cadence: running, imported: null };
  await addDemoFields(acting);
  const imported = await importLeads(setup);
  const criteria = { field: 'email', is_not_empty: true };
  await createView(acting, {
    module: 'leads',
    view: { name: DEMO_VIEW, criteria, columns: ['last_name', 'email'], sort: null },
  });
  const created = running ?? (await makeDraft(cadences, example));
  const published = await publishCadence(cadences, {
    cadence: created.publicId,
    existing: 'take_in',
    enrolled: 'move',
  });
  if (published.kind !== 'published')
    throw new Error(`the example cadence can't be published: ${JSON.stringify(published)}`);
  return { cadence: published.cadence, imported };
}

async function makeDraft(cadences: CadenceContext, example: CadenceFile): Promise<StoredCadence> {
  const created = await createCadence(cadences, { ...example, audience: { view: DEMO_VIEW } });
  if (created.kind !== 'saved') throw new Error(`the example cadence can't be saved: ${JSON.stringify(created)}`);
  return created.cadence;
}

async function addDemoFields(acting: Acting): Promise<void> {
  for (const { key, type, en, zh } of CUSTOM_FIELDS) {
    const field = { key, type, label: { en, zh }, required: false, options: [] };
    const added = await addField(acting, { module: 'leads', field });
    if (added.kind === 'refused' && added.reason !== 'key_taken') throw new Error(`field ${key}: ${added.reason}`);
  }
}

async function importLeads({ acting, leads, onProgress }: DemoSetup): Promise<ImportResult> {
  const { now, ...importing } = acting;
  const result = await importRecords(
    { ...importing, clock: () => now },
    {
      module: 'leads',
      source: leads,
      columns: COLUMNS,
      derive: (row) => ({
        last_name: `Lead ${row.get('Lead Number') ?? ''}`,
        email: addressOf(row.get('Prospect ID') ?? ''),
      }),
      duplicates: { kind: 'skip', key: 'prospect_id' },
      onProgress: ({ read }) => onProgress(read),
    },
  );
  if (result.kind === 'refused') throw new Error(`the leads can't be imported: ${JSON.stringify(result)}`);
  return result;
}

/** The file names nobody: addresses are made of the prospect's id, at a domain that can't exist. */
export function addressOf(prospect: string): string {
  return `${prospect.trim().toLowerCase() || 'nobody'}@leads.invalid`;
}

/** A small made-up file with the same columns, for whoever has no leads at hand. */
export function madeUpLeads(count: number): string {
  const activities = [
    'Email Opened',
    'Email Opened',
    'Email Link Clicked',
    'Page Visited on Website',
    'Email Bounced',
    'Unsubscribed',
    'Unreachable',
    'SMS Sent',
  ];
  const headings = [...Object.keys(COLUMNS), 'Lead Number'];
  const rows = Array.from({ length: count }, (_, i) => {
    const values: Readonly<Record<string, string>> = {
      'Prospect ID': createHash('sha256').update(`lead ${i}`).digest('hex').slice(0, 24),
      'Last Activity': activities[i % activities.length] ?? '',
      'Lead Origin': 'API',
      'Lead Source': 'Google',
      TotalVisits: String(i % 7),
      Converted: i % 9 === 0 ? '1' : '0',
      'Do Not Email': i % 12 === 5 ? 'Yes' : 'No',
      'Do Not Call': 'No',
      Country: 'India',
      City: 'Mumbai',
      'Lead Number': String(660_000 + i),
    };
    return headings.map((heading) => values[heading] ?? '').join(',');
  });
  return [headings.join(','), ...rows, ''].join('\n');
}
