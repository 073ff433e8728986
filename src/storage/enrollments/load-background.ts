// What a batch must know before it looks at single records, as it stands at this moment, in one statement: its cadences,
// the fields of their modules, how far replies have been read. Three statements more were a tenth of a batch's waiting.
import { sql } from 'kysely';
import type { RepliesRead } from '#core/cadence/replies-read.ts';
import type { BusinessCalendar } from '#core/time/business-calendar.ts';
import type { Instant } from '#core/time/instant.ts';
import { integers } from '#storage/arrays.ts';
import { type RunningCadence, runningColumns } from '#storage/cadences/cadences.ts';
import type { Tx } from '#storage/db.ts';
import { hoursColumn, hoursOf, type StoredHours } from '#storage/organizations/business-hours.ts';
import { zoneOf } from '#storage/organizations/time-zone.ts';
import { type Catalogue, catalogueOf, type FieldRow, fieldColumns } from '#storage/records/catalogue.ts';

export type Background = {
  readonly cadences: ReadonlyMap<number, RunningCadence>;
  /** By module key, of the modules that the cadences run on. */
  readonly catalogues: ReadonlyMap<string, Catalogue>;
  readonly repliesRead: RepliesRead;
  /** When the earliest open or click came that is not graded yet (C-37); null: none waits. */
  readonly ungradedSince: Instant | null;
  /** Absent: nothing waits for hours. */
  readonly hours?: BusinessCalendar;
  /** By which the rounds have been planned, all of them having been told (K-64); null: it was not noted yet. */
  readonly plannedZone: string | null;
};

type Row = RunningCadence & {
  readonly fields: FieldRow[];
  readonly elsewhereRead: Instant | null;
  readonly accountsRead: Readonly<Record<string, Instant>> | null;
  readonly ownAddress: string;
  readonly ungradedSince: Instant | null;
  readonly ownersAddresses: string[] | null;
  readonly hours: StoredHours | null;
  readonly plannedBy: string | null;
};

export async function loadBackground(tx: Tx, cadences: readonly number[]): Promise<Background> {
  const rows = await tx.hot<Row>(sql`
    select ${runningColumns}, (select min(read_until) from mailbox) as "elsewhereRead",
      (select mail_from_address from setting) as "ownAddress", (select planned_by from setting) as "plannedBy",
      (select min(at) from visit where state = 'open') as "ungradedSince",
      (select jsonb_object_agg(a.address_folded, extract(epoch from coalesce(i.read_until, a.created_at)) * 1000)
        from mail_account a left join inbox i on i.account_id = a.id) as "accountsRead",
      (select array_agg(address) from mail_account where member_id is not null) as "ownersAddresses",
      ${hoursColumn} as hours,
      (select coalesce(json_agg(f order by f.id), '[]') from (select id, ${fieldColumns} from custom_field
        where module = c.module) as f) as fields
    from cadence c left join view v on v.id = c.view_id where c.id = any(${integers(cadences)})`);
  const catalogues = new Map<string, Catalogue>();
  for (const { module, fields } of rows) {
    const catalogue = catalogues.has(module) ? null : catalogueOf(module, fields);
    if (catalogue !== null) catalogues.set(module, catalogue);
  }
  const [first] = rows;
  const hours = hoursOf(first?.hours ?? null);
  return {
    cadences: new Map(rows.map((row) => [row.id, row])),
    catalogues,
    repliesRead: {
      elsewhere: first?.elsewhereRead ?? 0,
      accounts: new Map(Object.entries(first?.accountsRead ?? {})),
      ownAddress: first?.ownAddress ?? '',
      ownersAddresses: first?.ownersAddresses ?? [],
    },
    ungradedSince: first?.ungradedSince ?? null,
    plannedZone: first?.plannedBy == null ? null : zoneOf(first.plannedBy),
    ...(hours === undefined ? {} : { hours }),
  };
}
