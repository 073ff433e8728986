// Choose a cadence, see how far it is, read what became of whom.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApiProblem } from '#contract/client/problem.ts';
import { type CadenceHead, CadenceList } from '#web/features/records/bulk/cadence-list.tsx';
import { CourseView } from '#web/features/records/bulk/course.tsx';
import { type Selection, selectionOf, sizeOf, type Target } from '#web/features/records/bulk/target.ts';
import type { Asked } from '#web/features/records/bulk/use-course.ts';
import type { Module } from '#web/features/records/module.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { toastProblem } from '#web/ui/toast.tsx';

type BulkDialogProps = {
  readonly module: Module;
  readonly isOpen: boolean;
  readonly target: Target;
  readonly onClose: () => void;
  readonly words: {
    readonly title: string;
    readonly which: string;
    readonly hint: string;
    /** Null: nobody counted them all. */
    readonly yes: (count: number | null) => string;
  };
  /** Why a cadence can't be chosen; null: it can. */
  readonly whyNot: (cadence: CadenceHead) => string | null;
  readonly ask: (cadence: CadenceHead, selection: Selection) => Promise<Asked>;
};

export function BulkDialog(props: BulkDialogProps) {
  return (
    <Dialog isOpen={props.isOpen} onClose={props.onClose} size="lg" title={props.words.title}>
      <Steps {...props} />
    </Dialog>
  );
}

function Steps({ module, target: now, onClose, words, whyNot, ask }: BulkDialogProps) {
  const [target] = useState(now); // lists go on loading meanwhile
  const queries = useQueryClient();
  const asking = useMutation<Asked, ApiProblem, CadenceHead>({
    mutationFn: (cadence) => ask(cadence, selectionOf(target)),
    onError: toastProblem,
    onSettled: () => queries.invalidateQueries(),
  });
  if (asking.isSuccess) {
    const known = { module: module.key, records: target.records };
    return <CourseView cadence={asking.variables} first={asking.data} known={known} onClose={onClose} />;
  }
  return (
    <CadenceList
      module={module.key}
      label={words.which}
      hint={words.hint}
      yes={words.yes(sizeOf(target))}
      whyNot={whyNot}
      isBusy={asking.isPending}
      onChosen={asking.mutate}
      onCancel={onClose}
    />
  );
}
