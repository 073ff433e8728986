// The layouts that the organisation made for its modules.
import { sql } from 'kysely';
import type { Layout } from '#core/records/layout.ts';
import type { Tx } from '#storage/db.ts';

/** Null: the product's own. */
export async function loadLayout(tx: Tx, module: string): Promise<Layout | null> {
  const rows = await tx.query<{ sections: Layout }>(sql`select sections from module_layout where module = ${module}`);
  return rows[0]?.sections ?? null;
}

/** Null: back to the product's own. */
export async function saveLayout(tx: Tx, module: string, layout: Layout | null): Promise<void> {
  if (layout === null) {
    await tx.query(sql`delete from module_layout where module = ${module}`);
    return;
  }
  await tx.query(sql`
    insert into module_layout (module, sections) values (${module}, ${JSON.stringify(layout)}::jsonb)
    on conflict (module) do update set sections = excluded.sections`);
}
