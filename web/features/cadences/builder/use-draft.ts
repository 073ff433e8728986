// The draft on the screen: what undo goes back to, and what the server has of it. Saved by itself a moment after each
// change, one request at a time; what others saved in the meantime is never overwritten without asking.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { CadenceFile } from '#core/cadence/file.ts';
import { type Answer, call } from '#web/api/call.ts';
import { reading } from '#web/api/hooks.ts';
import { type ApiProblem, isProblem } from '#web/api/problem.ts';
import { changed, historyOf, redone, undone } from '#web/features/cadences/builder/history.ts';

export type Cadence = Answer<'getCadence'>;

export type Draft = {
  /** As the server has it. */
  readonly cadence: Cadence;
  /** As it stands on the screen. */
  readonly file: CadenceFile;
  readonly isDirty: boolean;
  readonly isSaving: boolean;
  /** Why the last attempt to save failed; gone with the next change. */
  readonly problem: ApiProblem | null;
  /** `about`: changes about the same thing are one step of undo. */
  change(file: CadenceFile, about?: string): void;
  readonly mayUndo: boolean;
  readonly mayRedo: boolean;
  undo(): void;
  redo(): void;
  /** Saves now what isn't yet; null: it couldn't be. */
  save(): Promise<Cadence | null>;
  /** The server has another state by now: this is it. */
  adopt(cadence: Cadence): void;
  /** Somebody else changed it: our state takes the place of theirs, or theirs of ours. */
  resolve(keep: 'ours' | 'theirs'): void;
};

const SAVE_AFTER_MS = 700;

export function fileOf({ draft, published }: Cadence): CadenceFile {
  const file = draft ?? published;
  if (file === null) throw new Error('a cadence has a draft or a version'); // what the server keeps to
  return file;
}

type Known = { readonly cadence: Cadence; readonly file: CadenceFile };

export function useDraft(given: Cadence): Draft {
  const queries = useQueryClient();
  const [history, setHistory] = useState(() => historyOf(fileOf(given)));
  const [known, setKnown] = useState<Known>(() => ({ cadence: given, file: history.now }));
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [isSaving, setSaving] = useState(false);
  const running = useRef<Promise<unknown>>(Promise.resolve());
  const latest = useRef({ known, file: history.now });
  latest.current = { known, file: history.now };
  const isDirty = history.now !== known.file;

  const remember = (next: Known) => {
    latest.current = { ...latest.current, known: next };
    setKnown(next);
    queries.setQueryData(reading('getCadence', { params: { id: next.cadence.id } }).queryKey, next.cadence);
    void queries.invalidateQueries({ queryKey: ['listCadences'] });
  };

  const send = async (): Promise<Cadence | null> => {
    const { file, known: before } = latest.current;
    if (file === before.file) return before.cadence;
    setSaving(true);
    try {
      const { id, revision } = before.cadence;
      remember({ cadence: await call('putDraft', { params: { id }, body: { file, revision } }), file });
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
    const sending = running.current.then(send);
    running.current = sending;
    const saved = await sending;
    return saved !== null && latest.current.file !== latest.current.known.file ? save() : saved;
  };

  const change = (file: CadenceFile, about: string | null) => {
    setProblem(null);
    setHistory((before) => changed(before, file, about));
  };

  useSaveLater(isDirty && problem === null ? history.now : null, () => void save());
  useNewerThan(isDirty || isSaving ? Number.POSITIVE_INFINITY : known.cadence.revision, given, () => {
    remember({ cadence: given, file: fileOf(given) });
    change(fileOf(given), null);
  });
  return {
    cadence: known.cadence,
    file: history.now,
    isDirty,
    isSaving,
    problem,
    change: (file, about) => change(file, about ?? null),
    mayUndo: history.past.length > 0,
    mayRedo: history.future.length > 0,
    undo: () => {
      setProblem(null);
      setHistory(undone);
    },
    redo: () => {
      setProblem(null);
      setHistory(redone);
    },
    save,
    adopt: (cadence) => {
      if (cadence.revision >= known.cadence.revision) remember({ cadence, file: history.now });
    },
    resolve: (keep) => {
      const theirs = problem?.current as Cadence; // what a stale answer carries
      setProblem(null);
      remember({ cadence: theirs, file: fileOf(theirs) });
      if (keep === 'theirs') change(fileOf(theirs), null);
    },
  };
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

/** Somebody else saved a later revision while nothing was being changed here. */
function useNewerThan(revision: number, given: Cadence, take: () => void): void {
  const run = useEffectEvent(take);
  useEffect(() => {
    if (given.revision > revision) run();
  }, [given, revision]);
}
