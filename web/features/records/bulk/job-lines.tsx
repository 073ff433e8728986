import { Group, Progress, Text, UnstyledButton } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { CourseView } from '#web/features/records/bulk/course.tsx';
import classes from '#web/features/records/bulk/job-lines.module.css';
import { attended, isOpen, type Job } from '#web/features/records/bulk/jobs.ts';
import { answers } from '#web/features/records/bulk/outcomes.ts';
import { bulkWords } from '#web/features/records/bulk/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { toastWithStep } from '#web/ui/toast.tsx';

type JobLinesProps = { readonly jobs: readonly Job[]; readonly onGo: () => void };

/** A line for each that goes on; when it is over, a toast tells what came of it. Both open the whole story. */
export function JobLines({ jobs, onGo }: JobLinesProps) {
  const { t } = useWords(bulkWords);
  const [shown, setShown] = useState<Job | null>(null);
  const close = () => setShown(null);
  useEnds(jobs, setShown);
  return (
    <>
      {jobs.filter(isOpen).map((job) => (
        <JobLine
          key={job.id}
          job={job}
          onClick={() => {
            setShown(job);
            onGo();
          }}
        />
      ))}
      <Dialog
        isOpen={shown !== null}
        onClose={close}
        size="lg"
        title={t(shown?.kind === 'unenroll' ? 'unenrollTitle' : 'enrollTitle')}
      >
        {shown === null ? null : (
          <CourseView
            cadence={shown.cadence}
            first={{ kind: 'started', job: shown.id }}
            known={{ module: '', records: [] }}
            onClose={close}
          />
        )}
      </Dialog>
    </>
  );
}

function JobLine({ job, onClick }: { readonly job: Job; readonly onClick: () => void }) {
  const { t } = useWords(bulkWords);
  const format = useFormat();
  const cadence = job.cadence?.name ?? t('cadenceGone');
  const name = t(job.kind === 'enroll' ? 'jobIn' : 'jobOut', { cadence });
  const share = Math.min(1, job.done / Math.max(1, job.total));
  const percent = format.percent(Math.floor(100 * share) / 100);
  return (
    <UnstyledButton
      className={classes['line']}
      onClick={onClick}
      aria-haspopup="dialog"
      aria-label={t('jobProgress', { job: name, percent })}
    >
      <Group gap="xs" wrap="nowrap" justify="space-between">
        <Text size="sm" truncate>
          {name}
        </Text>
        <Text size="xs" c="dimmed">
          {percent}
        </Text>
      </Group>
      <Progress size="xs" mt={4} value={100 * share} aria-hidden />
    </UnstyledButton>
  );
}

/** Tells the end of those that were seen going on, unless a dialog does. */
function useEnds(jobs: readonly Job[], onShow: (job: Job) => void): void {
  const { t } = useWords(bulkWords);
  const format = useFormat();
  const queries = useQueryClient();
  const open = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const ended = jobs.filter((job) => !isOpen(job) && open.current.has(job.id));
    open.current = new Set(jobs.filter(isOpen).map(({ id }) => id));
    if (ended.length === 0) return;
    for (const job of ended.filter(({ id }) => !attended.has(id))) {
      const counts = answers.flatMap((answer) => {
        const count = job.tally?.counts[answer] ?? 0;
        return count === 0 ? [] : [t(answer, { count })];
      });
      const result = t('resultIn', { cadence: job.cadence?.name ?? t('cadenceGone') });
      const came = counts.length === 0 ? t('nothingFound') : format.list(counts);
      const why = job.message ?? (job.state === 'cancelled' ? t('stopped') : '');
      toastWithStep([result, came, why].join(' ').trim(), { label: t('showResult'), take: () => onShow(job) });
    }
    void queries.invalidateQueries();
  }, [jobs, t, format, queries, onShow]);
}
