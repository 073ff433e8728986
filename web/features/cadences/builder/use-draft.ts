// The draft on the screen: what undo goes back to, and what the server has of it.
import { useEffect, useEffectEvent, useState } from 'react';
import type { CadenceFile } from '#core/cadence/file.ts';
import { call } from '#web/api/call.ts';
import { type ApiProblem, isProblem } from '#contract/client/problem.ts';
import { changed, historyOf, redone, undone } from '#web/features/cadences/builder/history.ts';
import { type Cadence, useSaving } from '#web/features/cadences/builder/use-saving.ts';
import { toastProblem } from '#web/ui/toast.tsx';

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
  /** Back to what runs. */
  discard(): Promise<void>;
  /** Somebody else changed it: our state takes the place of theirs, or theirs of ours. */
  resolve(keep: 'ours' | 'theirs'): void;
};

export function fileOf({ draft, published }: Cadence): CadenceFile {
  const file = draft ?? published;
  if (file === null) throw new Error('a cadence has a draft or a version'); // what the server keeps to
  return file;
}

export function useDraft(given: Cadence): Draft {
  const [history, setHistory] = useState(() => historyOf(fileOf(given)));
  const file = history.now;
  const { known, isSaving, problem, forgetProblem, save, know } = useSaving({ cadence: given, file }, file);
  const isDirty = file !== known.file;
  const change = (next: CadenceFile, about: string | null) => {
    forgetProblem();
    setHistory((before) => changed(before, next, about));
  };
  const takeOver = (cadence: Cadence) => {
    const theirs = fileOf(cadence);
    know({ cadence, file: theirs });
    change(theirs, null);
  };
  useNewerThan(isDirty || isSaving ? Number.POSITIVE_INFINITY : known.cadence.revision, given, takeOver);
  return {
    cadence: known.cadence,
    file,
    isDirty,
    isSaving,
    problem,
    change: (next, about) => change(next, about ?? null),
    mayUndo: history.past.length > 0,
    mayRedo: history.future.length > 0,
    undo: () => {
      forgetProblem();
      setHistory(undone);
    },
    redo: () => {
      forgetProblem();
      setHistory(redone);
    },
    save,
    adopt: (cadence) => {
      if (cadence.revision >= known.cadence.revision) know({ cadence, file });
    },
    discard: async () => {
      if ((await save()) === null) return;
      try {
        takeOver(await call('discardDraft', { params: { id: known.cadence.id } }));
      } catch (error) {
        if (!isProblem(error)) throw error;
        toastProblem(error);
      }
    },
    resolve: (keep) => {
      const theirs = problem?.current as Cadence; // what a stale answer carries
      if (keep === 'theirs') return takeOver(theirs);
      forgetProblem();
      know({ cadence: theirs, file: fileOf(theirs) });
    },
  };
}

/** Somebody else saved a later revision while nothing was being changed here. */
function useNewerThan(revision: number, given: Cadence, take: (cadence: Cadence) => void): void {
  const run = useEffectEvent(take);
  useEffect(() => {
    if (given.revision > revision) run(given);
  }, [given, revision]);
}
