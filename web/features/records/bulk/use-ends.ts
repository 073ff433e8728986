import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { attended, isOpen, type Job } from '#web/features/records/bulk/jobs.ts';
import { bulkWords } from '#web/features/records/bulk/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { toastWithStep } from '#web/ui/toast.tsx';

type Ending = Pick<Job, 'id' | 'state'>;

/** Tells the end of those that were seen going on, unless a dialog does. */
export function useEnds<One extends Ending>(
  jobs: readonly One[],
  tell: (job: One) => string,
  onShow: (job: One) => void,
): void {
  const { t } = useWords(bulkWords);
  const queries = useQueryClient();
  const open = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const ended = jobs.filter((job) => !isOpen(job) && open.current.has(job.id));
    open.current = new Set(jobs.filter(isOpen).map(({ id }) => id));
    if (ended.length === 0) return;
    for (const job of ended.filter(({ id }) => !attended.has(id))) {
      toastWithStep(tell(job), { label: t('showResult'), take: () => onShow(job), stays: true });
    }
    void queries.invalidateQueries();
  }, [jobs, tell, t, queries, onShow]);
}
