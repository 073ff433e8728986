// Turns a lead into a contact and an account, and perhaps a deal, all or nothing. Its rounds end; the lead stays, and
// says what it became.
import { type NotPermitted, openModule } from '#actions/access/open-module.ts';
import { type Acting, changedByUser } from '#actions/records/acting.ts';
import { type CreatedRecord, createIn } from '#actions/records/create-record.ts';
import type { NoRecord } from '#actions/records/read-record.ts';
import { type ShownRecord, showRecord } from '#actions/records/show-records.ts';
import { valuesFromLead } from '#core/records/convert-lead.ts';
import type { CrmRecord } from '#core/records/field.ts';
import type { FieldProblem } from '#core/records/field-problem.ts';
import type { Tx } from '#storage/db.ts';
import { addInputs } from '#storage/enrollments/inputs.ts';
import type { Catalogue } from '#storage/records/catalogue.ts';
import { findActiveEnrollments, lockRecord, mayChange } from '#storage/records/lock-records.ts';
import { updateRecords } from '#storage/records/write-records.ts';

type Values = Readonly<Record<string, unknown>>;

export type Conversion = {
  /** The lead's public id. */
  readonly lead: string;
  /** An account that there is, by its public id; the values of a new one beyond what the lead says; null: none. */
  readonly account: string | Values | null;
  readonly contact: Values;
  /** Null: none. */
  readonly deal: Values | null;
};

export type Part = 'account' | 'contact' | 'deal';

export type ConvertedLead =
  | ({ readonly kind: 'converted' } & ShownRecord)
  | { readonly kind: 'refused'; readonly reason: NoRecord['reason'] | 'converted_already' | 'record_not_yours' }
  | NotPermitted
  | {
      readonly kind: 'refused';
      readonly reason: 'invalid_input';
      readonly part: Part;
      readonly problems: readonly FieldProblem[];
    };

/** Takes back everything that was saved before. */
class Unconvertible extends Error {
  readonly refusal: Extract<ConvertedLead, { kind: 'refused' }>;
  constructor(refusal: Unconvertible['refusal']) {
    super('the lead can’t be converted');
    this.refusal = refusal;
  }
}

export async function convertLead(acting: Acting, conversion: Conversion): Promise<ConvertedLead> {
  const { database, organization } = acting;
  try {
    return await database.organization(organization.seat, (tx) => convertIn(tx, acting, conversion));
  } catch (error) {
    if (error instanceof Unconvertible) return error.refusal;
    throw error;
  }
}

async function convertIn(tx: Tx, acting: Acting, conversion: Conversion): Promise<ConvertedLead> {
  const { seat } = acting.organization;
  const opened = await openModule(tx, 'leads', 'update');
  if (opened.kind === 'refused') return opened;
  const leads = opened.catalogue;
  const lead = await lockRecord(tx, seat, { catalogue: leads, publicId: conversion.lead });
  if (lead === null) return { kind: 'refused', reason: 'not_found' };
  if (!(await mayChange(tx, leads, lead))) return { kind: 'refused', reason: 'record_not_yours' };
  if ((lead.values['converted_at'] ?? null) !== null) return { kind: 'refused', reason: 'converted_already' };
  const making: Making = { tx, acting, leads, lead };
  const account = await accountFor(making, conversion.account);
  const contact = await make(making, 'contact', { ...conversion.contact, ...(account === null ? {} : { account }) });
  const linked = { contact, ...(account === null ? {} : { account }) };
  const deal = conversion.deal === null ? null : await make(making, 'deal', { ...conversion.deal, ...linked });
  const values = {
    converted_at: acting.now,
    converted_contact: contact,
    converted_account: account,
    converted_deal: deal,
  };
  const [converted = lead] = await updateRecords(tx, leads, [{ record: lead, values }], changedByUser(acting));
  const input = { kind: 'end', reason: 'record_converted', at: acting.now, actor: acting.actor.id } as const;
  const active = await findActiveEnrollments(tx, [lead.id]);
  await addInputs(
    tx,
    seat,
    active.map((enrollment) => ({ enrollment, input })),
  );
  return { kind: 'converted', ...(await showRecord(tx, leads, converted)) };
}

type Making = { readonly tx: Tx; readonly acting: Acting; readonly leads: Catalogue; readonly lead: CrmRecord };

/** Its public id. */
async function accountFor(making: Making, wanted: Conversion['account']): Promise<string | null> {
  if (wanted === null || typeof wanted === 'string') return wanted;
  return make(making, 'account', wanted);
}

const modules = { account: 'accounts', contact: 'contacts', deal: 'deals' } as const;

async function make({ tx, acting, leads, lead }: Making, part: Part, given: Values): Promise<string> {
  const module = modules[part];
  const opened = await openModule(tx, module, 'create');
  if (opened.kind === 'refused') throw new Unconvertible(opened);
  const values = { ...valuesFromLead(leads.module, opened.catalogue.module, lead.values), ...given };
  const created: CreatedRecord = await createIn(tx, acting, { module, values });
  if (created.kind === 'created') return created.record.publicId;
  throw new Unconvertible(created.reason === 'invalid_input' ? { ...created, part } : created);
}
