// The record that something belongs to: to look at what it has, or to add to it and take away.
import { type NotPermitted, openModule } from '#actions/access/open-module.ts';
import type { CrmRecord } from '#core/records/field.ts';
import type { Tx } from '#storage/db.ts';
import { mayChange } from '#storage/records/lock-records.ts';
import { findRecord } from '#storage/records/read-records.ts';

export type RecordAddress = {
  readonly module: string;
  /** Public id. */
  readonly record: string;
};

export type OpenedRecord =
  | { readonly kind: 'open'; readonly record: CrmRecord }
  | { readonly kind: 'refused'; readonly reason: 'unknown_module' | 'not_found' | 'record_not_yours' }
  | NotPermitted;

export async function openRecord(
  tx: Tx,
  { module, record: publicId }: RecordAddress,
  verb: 'read' | 'update',
): Promise<OpenedRecord> {
  const opened = await openModule(tx, module, verb);
  if (opened.kind === 'refused') return opened;
  const record = await findRecord(tx, opened.catalogue, publicId);
  if (record === null) return { kind: 'refused', reason: 'not_found' };
  const isOpen = verb === 'read' || (await mayChange(tx, opened.catalogue, record));
  return isOpen ? { kind: 'open', record } : { kind: 'refused', reason: 'record_not_yours' };
}
