// A change of many records after it was asked for: how far it is, then what became of them.
import { useQuery } from '@tanstack/react-query';
import { reading, useAct } from '#web/api/hooks.ts';
import { AnswerReport } from '#web/features/records/bulk/answer-report.tsx';
import { pilesTold } from '#web/features/records/bulk/answers.ts';
import type { Changed } from '#web/features/records/bulk/change.ts';
import { isOpen, LOOK_EVERY_MS, useAttendance } from '#web/features/records/bulk/jobs.ts';
import { RunningView } from '#web/features/records/bulk/running-view.tsx';
import type { Known } from '#web/features/records/bulk/target.ts';

type ChangedViewProps = {
  readonly changed: Changed;
  /** Those whose names are known. */
  readonly known: Known;
  readonly onClose: () => void;
};

export function ChangedView({ changed, ...shared }: ChangedViewProps) {
  if (changed.kind === 'started') return <Course id={changed.id} {...shared} />;
  return <AnswerReport piles={changed.piles} problem={changed.problem?.message ?? null} {...shared} />;
}

function Course({ id, known, onClose }: Omit<ChangedViewProps, 'changed'> & { readonly id: string }) {
  const cancel = useAct('cancelBulkChange', { refreshes: ['getBulkChange', 'listBulkChanges'] });
  const { data: change } = useQuery({
    ...reading('getBulkChange', { params: { id } }),
    refetchInterval: ({ state: { data } }) => (data === undefined || isOpen(data) ? LOOK_EVERY_MS : false),
  });
  const isOver = change !== undefined && !isOpen(change);
  useAttendance([id], isOver);
  if (!isOver) {
    const { done, total } = change ?? { done: 0, total: 0 };
    return <RunningView done={done} total={total} onStop={() => cancel.mutate({ params: { id } })} onClose={onClose} />;
  }
  return (
    <AnswerReport
      piles={pilesTold(change.piles)}
      problem={change.message}
      isStopped={change.state === 'cancelled'}
      known={known}
      onClose={onClose}
    />
  );
}
