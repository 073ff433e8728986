// Saves one field of a lead on the revision that was looked at. Where somebody else changed another field meanwhile,
// it saves on; where it was this one, the reader decides.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Answer } from '#web/api/call.ts';
import { reading, useAct } from '#web/api/hooks.ts';
import { type FieldValue, isSameValue } from '#web/features/leads/field-text.ts';

export type Lead = Answer<'getRecord'>;
/** What another one made of it, and what the reader wanted to make. */
export type Conflict = { readonly theirs: Lead; readonly mine: FieldValue };

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

export function useSaveField(lead: Lead, key: string, onSaved: () => void): SaveField {
  const queries = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const forget = () => {
    setProblem(null);
    setConflict(null);
  };
  const show = (current: Lead) => {
    queries.setQueryData(reading('getRecord', { params: { module: 'leads', id: lead.id } }).queryKey, current);
    forget();
    onSaved();
  };
  const update = useAct('updateRecord', {
    refreshes: ['getTimeline', 'listRecords', 'listRecordEnrollments'],
    onDone: show,
    onProblem: (refusal, { body }) => {
      if (refusal.code !== 'stale') return setProblem(refusal.byField('body.values')[key] ?? refusal.message);
      const theirs = refusal.current as Lead; // what `stale` carries
      const mine = (body.values[key] ?? null) as FieldValue; // what save() put there
      if (isSameValue(theirs.values[key] ?? null, lead.values[key] ?? null)) send(mine, theirs);
      else setConflict({ theirs, mine });
    },
  });
  const send = (value: FieldValue, { id, revision }: Lead) => {
    forget();
    update.mutate({ params: { module: 'leads', id }, body: { values: { [key]: value }, revision } });
  };
  const saving = update.isPending ? ((update.variables.body.values[key] ?? null) as FieldValue) : undefined; // as above
  return {
    saving,
    problem,
    conflict,
    forget,
    save: (value) => send(value, lead),
    saveMine: () => conflict !== null && send(conflict.mine, conflict.theirs),
    takeTheirs: () => conflict !== null && show(conflict.theirs),
  };
}
