// Messages that came in, each once: on the record's timeline, and the reason why a response was recorded.
import { sql } from 'kysely';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';

export type NewInboundMessage = {
  readonly contentHash: Buffer;
  readonly receivedAt: Instant;
  readonly kind: string;
  readonly delivery: string | null;
  readonly record: string | null;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  /** Sanitised; null: it came as text, or its text says all there is to know. */
  readonly html: string | null;
};

const TEXT_LENGTH_MAX = 100_000;
/** Longer HTML, which can't be cut, is left out: the text is there. */
const HTML_LENGTH_MAX = 500_000;

/** Gives its id; null: the same message was kept before. */
export async function keepInboundMessage(tx: Tx, message: NewInboundMessage): Promise<string | null> {
  const rows = await tx.hot<{ id: string }>(sql`
    insert into inbound_message (content_hash, received_at, kind, delivery_id, record_id, from_address, subject, text, html)
    values (${message.contentHash}, ${instant(message.receivedAt)}, ${message.kind}, ${message.delivery}::bigint,
      ${message.record}::bigint, ${storable(message.from)}, ${storable(message.subject)},
      ${storable(message.text.slice(0, TEXT_LENGTH_MAX))},
      ${message.html === null || message.html.length > HTML_LENGTH_MAX ? null : storable(message.html)})
    on conflict (content_hash) do nothing returning id`);
  return rows[0]?.id ?? null;
}

/** PostgreSQL stores no NUL. */
function storable(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD').toWellFormed();
}
