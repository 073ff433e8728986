// How often people are contacted and how much is sent, as the organisation has set it.
import { sql } from 'kysely';
import { type ContactBudget, noBudget } from '#core/cadence/contact-budget.ts';
import type { SenderLimits } from '#core/message/sender-limits.ts';
import { only, type Tx } from '#storage/db.ts';

export type ContactLimits = {
  readonly budget: ContactBudget;
  /** Of each sending address without an account of its own. */
  readonly sender: SenderLimits;
  /** Mail to people who are away waits until they are back (K-40); left out: it doesn't. */
  readonly holdWhileAway?: boolean;
};

type Row = Required<Pick<ContactLimits, 'holdWhileAway'>> & {
  readonly budget: ContactBudget | null;
  readonly perHour: number | null;
  readonly perDay: number | null;
};

export async function contactLimits(tx: Tx): Promise<Required<ContactLimits>> {
  const rows = await tx.hot<Row>(sql`
    select contact_budget as budget, mail_per_hour as "perHour", mail_per_day as "perDay",
      hold_while_away as "holdWhileAway" from setting`);
  const { budget, perHour, perDay, holdWhileAway } = only(rows);
  return { budget: budget ?? noBudget, sender: { perHour, perDay }, holdWhileAway };
}

/** An empty budget is none: nothing is judged. */
export async function saveContactLimits(
  tx: Tx,
  { budget, sender, holdWhileAway = false }: ContactLimits,
): Promise<void> {
  const { limits, gapHours, replyHoldDays } = budget;
  const isEmpty = limits.length === 0 && gapHours === null && replyHoldDays === null;
  await tx.query(sql`
    update setting set contact_budget = ${isEmpty ? null : JSON.stringify(budget)}::jsonb,
      mail_per_hour = ${sender.perHour}::int, mail_per_day = ${sender.perDay}::int,
      hold_while_away = ${holdWhileAway}`);
}

/** Limits of addresses with an account of their own, by the address as it is compared. */
export async function accountLimits(tx: Tx): Promise<Map<string, SenderLimits>> {
  const rows = await tx.hot<SenderLimits & { readonly address: string }>(sql`
    select address_folded as address, per_hour as "perHour", per_day as "perDay" from mail_account`);
  return new Map(rows.map(({ address, perHour, perDay }) => [address, { perHour, perDay }]));
}
