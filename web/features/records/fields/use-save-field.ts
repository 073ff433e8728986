// Saves one field of a record on the revision that was looked at. Where somebody else changed another field meanwhile,
// it saves on; where it was this one, the reader decides.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { reading, useAct } from '#web/api/hooks.ts';
import { type FieldValue, isSameValue } from '#web/features/records/fields/field-text.ts';
import type { ShownRecord } from '#web/features/records/module.ts';

/** What another one made of it, and what the reader wanted to make. */
export type Conflict = { readonly theirs: ShownRecord; readonly mine: FieldValue };

type SaveField = {
  /** What is being saved; undefined: nothing is. */
  readonly saving: FieldValue | undefined;
  /** What is wrong with the value. */
  readonly problem: string | null;
  readonly conflict: Conflict | null;
  save(value: FieldValue): void;
  saveMine(): void;
  takeTheirs(): void;
  forget(): void;
};

type SavedField = { readonly module: string; readonly record: ShownRecord; readonly key: string };

export function useSaveField({ module, record, key }: SavedField, onSaved: () => void): SaveField {
  const queries = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const forget = () => {
    setProblem(null);
    setConflict(null);
  };
  const show = (current: ShownRecord) => {
    queries.setQueryData(reading('getRecord', { params: { module, id: record.id } }).queryKey, current);
    forget();
    onSaved();
  };
  const update = useAct('updateRecord', {
    refreshes: ['getTimeline', 'listRecords', 'listRecordEnrollments', 'listRelated'],
    onDone: show,
    onProblem: (refusal, { body }) => {
      if (refusal.code !== 'stale') return setProblem(refusal.byField('body.values')[key] ?? refusal.message);
      const theirs = refusal.current as ShownRecord; // what `stale` carries
      const mine = (body.values[key] ?? null) as FieldValue; // what save() put there
      if (isSameValue(theirs.values[key] ?? null, record.values[key] ?? null)) send(mine, theirs);
      else setConflict({ theirs, mine });
    },
  });
  const send = (value: FieldValue, { id, revision }: ShownRecord) => {
    forget();
    update.mutate({ params: { module, id }, body: { values: { [key]: value }, revision } });
  };
  const saving = update.isPending ? ((update.variables.body.values[key] ?? null) as FieldValue) : undefined; // as above
  return {
    saving,
    problem,
    conflict,
    forget,
    save: (value) => send(value, record),
    saveMine: () => conflict !== null && send(conflict.mine, conflict.theirs),
    takeTheirs: () => conflict !== null && show(conflict.theirs),
  };
}
