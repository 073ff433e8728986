import { sql } from 'kysely';
import type { Tx } from '#storage/db.ts';

export type QuoteSum = { readonly subtotal: string; readonly tax: string };

/** By the quote's public id; one without living lines is missing. Written as values are: without closing zeros. */
export async function sumLines(tx: Tx, quotes: readonly string[]): Promise<Map<string, QuoteSum>> {
  const rows = await tx.query<QuoteSum & { quote: string }>(sql`
    select quote, trim_scale(coalesce(sum(amount), 0))::text as subtotal, trim_scale(coalesce(sum(tax), 0))::text as tax
    from m_quote_lines where quote = any(${quotes}::uuid[]) and deleted_at is null group by quote`);
  return new Map(rows.map(({ quote, ...sum }) => [quote, sum]));
}
