// The records of a view, or of any list, as a file (I-2): its columns, in its order, as far as whoever asks may see them.
import { type NotPermitted, openModule } from '#actions/access/open-module.ts';
import type { Acting } from '#actions/records/acting.ts';
import type { Names } from '#actions/records/show-records.ts';
import { type ListedRecords, type ListRequest, listViewRecords } from '#actions/views/list-view-records.ts';
import { readView } from '#actions/views/read-views.ts';
import { exportedText } from '#core/records/convert.ts';
import { type CrmRecord, type Field, fieldOf, type Module, valueOf } from '#core/records/field.ts';
import { BYTE_ORDER_MARK, csvLine, safeCell } from '#core/records/safe-cell.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';
import { listMembers, type Member } from '#storage/organizations/members.ts';

export type ExportRequest = Omit<ListRequest, 'cursor' | 'limit' | 'count'> & {
  readonly language: 'en' | 'zh';
  readonly format: 'csv' | 'xlsx';
};

export type Exported =
  | {
      readonly kind: 'exported';
      readonly module: Module;
      readonly headings: readonly string[];
      readonly fields: readonly Field[];
      /** Cells as texts. */
      readonly rows: AsyncGenerator<readonly string[]>;
    }
  | NotPermitted
  | Extract<ListedRecords, { kind: 'refused' }>;

const PAGE = 200;

export async function exportRecords(acting: Acting, request: ExportRequest): Promise<Exported> {
  const refusal = await allow(acting, request);
  if (refusal !== null) return refusal;
  const asked = { ...request, cursor: null, limit: PAGE, count: 'without' } as const;
  const first = await listViewRecords(acting, asked);
  if (first.kind === 'refused') return first;
  const view = request.view === null ? null : await readView(acting, request.view);
  const columns = view?.view.columns ?? first.module.fields.map(({ key }) => key);
  const fields = columns.flatMap((key) => fieldOf(first.module, key) ?? []);
  const { database, organization } = acting;
  const members = await database.organization(organization.seat, listMembers);
  const write = writer({ fields, zone: organization.timeZone, members });
  const headings = fields.map(({ label }) => label[request.language]);
  return { kind: 'exported', module: first.module, headings, fields, rows: pages(acting, { asked, first, write }) };
}

/** Whoever takes data out is on record (U-4). Null: they may. */
async function allow({ database, organization, actor, now }: Acting, { module, view, format }: ExportRequest) {
  return database.organization(organization.seat, async (tx) => {
    const opened = await openModule(tx, module, 'export');
    if (opened.kind === 'refused') return opened;
    const target = view === null ? {} : { target: { kind: 'view', id: view } as const };
    await writeAudit(tx, {
      action: 'records_exported',
      actor: actor.id,
      at: now,
      ...target,
      details: { module, format },
    });
    return null;
  });
}

type Write = (record: CrmRecord, names: Names) => readonly string[];
type Listed = Extract<ListedRecords, { kind: 'listed' }>;

async function* pages(
  acting: Acting,
  { asked, first, write }: { readonly asked: ListRequest; readonly first: Listed; readonly write: Write },
): AsyncGenerator<readonly string[]> {
  let page: Listed = first;
  for (;;) {
    for (const record of page.records) yield write(record, page.names);
    if (page.next === null) return;
    const next = await listViewRecords(acting, { ...asked, cursor: page.next });
    // The view may be gone meanwhile: an aborted download says more than a file that ends early.
    if (next.kind === 'refused') throw new Error(`the list can't be read on: ${next.reason}`);
    page = next;
  }
}

type Writing = { readonly fields: readonly Field[]; readonly zone: string; readonly members: readonly Member[] };

/** People and records by name, as an import reads them again. */
function writer({ fields, zone, members }: Writing): Write {
  const people = new Map(members.map(({ publicId, name }) => [publicId, name]));
  return (record, names) =>
    fields.map((field) => {
      const value = valueOf(record, field.key);
      if (value === null) return '';
      if (field.type === 'lookup') return names.get(String(value))?.name ?? '';
      if (field.type === 'user') return people.get(String(value)) ?? '';
      return exportedText(field, value, zone);
    });
}

const NUMBERS: ReadonlySet<string> = new Set(['integer', 'decimal', 'currency', 'percent']);

/** Numbers stay numbers, a minus in front included; texts never become formulas (T22). */
export async function* csvOf({ headings, fields, rows }: Extract<Exported, { kind: 'exported' }>) {
  yield BYTE_ORDER_MARK + csvLine(headings.map(safeCell));
  const isNumber = fields.map(({ type }) => NUMBERS.has(type));
  for await (const row of rows)
    yield csvLine(row.map((cell, index) => (isNumber[index] === true ? cell : safeCell(cell))));
}
