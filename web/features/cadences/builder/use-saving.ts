// Keeps the server in step with the draft on the screen: saved by itself a moment after each change, one request at a
// time; what others saved in the meantime is never overwritten without asking.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { CadenceFile } from '#core/cadence/file.ts';
import { type Answer, call } from '#web/api/call.ts';
import { reading } from '#web/api/hooks.ts';
import { type ApiProblem, isProblem } from '#contract/client/problem.ts';

export type Cadence = Answer<'getCadence'>;

/** The cadence as the server has it, and the file that it stands for on the screen. */
export type Known = { readonly cadence: Cadence; readonly file: CadenceFile };

export type Saving = {
  readonly known: Known;
  readonly isSaving: boolean;
  /** Why the last attempt failed. */
  readonly problem: ApiProblem | null;
  /** The problem is gone: there is something else to save. */
  forgetProblem(): void;
  /** Saves now what isn't yet; null: it couldn't be. */
  save(): Promise<Cadence | null>;
  /** The server has another state by now. */
  know(known: Known): void;
};

const SAVE_AFTER_MS = 700;

export function useSaving(given: Known, file: CadenceFile): Saving {
  const queries = useQueryClient();
  const [known, setKnown] = useState(given);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [isSaving, setSaving] = useState(false);
  const running = useRef<Promise<unknown>>(Promise.resolve());
  const latest = useRef({ known, file });
  latest.current = { known, file };

  const know = (next: Known) => {
    latest.current = { ...latest.current, known: next };
    setKnown(next);
    queries.setQueryData(reading('getCadence', { params: { id: next.cadence.id } }).queryKey, next.cadence);
    void queries.invalidateQueries({ queryKey: ['listCadences'] });
  };

  const send = async (): Promise<Cadence | null> => {
    const { file: sent, known: before } = latest.current;
    if (sent === before.file) return before.cadence;
    setSaving(true);
    try {
      const { id, revision } = before.cadence;
      know({ cadence: await call('putDraft', { params: { id }, body: { file: sent, revision } }), file: sent });
      setProblem(null);
      return latest.current.known.cadence;
    } catch (error) {
      if (!isProblem(error)) throw error;
      setProblem(error);
      return null;
    } finally {
      setSaving(false);
    }
  };

  const save = async (): Promise<Cadence | null> => {
    // One after the other: each needs the revision that the one before it brings.
    const sending = running.current.then(send, send);
    running.current = sending;
    const saved = await sending;
    return saved !== null && latest.current.file !== latest.current.known.file ? save() : saved;
  };

  useSaveLater(file === known.file || problem !== null ? null : file, () => void save());
  return { known, isSaving, problem, forgetProblem: () => setProblem(null), save, know };
}

/** A moment after the last change; null: there is nothing to save. */
function useSaveLater(file: CadenceFile | null, save: () => void): void {
  const run = useEffectEvent(save);
  useEffect(() => {
    if (file === null) return undefined;
    const timer = setTimeout(() => run(), SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [file]);
}
