import { useState } from 'react';
import { BackgroundLine } from '#web/features/records/bulk/background-line.tsx';
import { CourseView } from '#web/features/records/bulk/course.tsx';
import { isOpen, type Job } from '#web/features/records/bulk/jobs.ts';
import { answers } from '#web/features/records/bulk/outcomes.ts';
import { useEnds } from '#web/features/records/bulk/use-ends.ts';
import { bulkWords } from '#web/features/records/bulk/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { Dialog } from '#web/ui/dialog.tsx';

type JobLinesProps = { readonly jobs: readonly Job[]; readonly onGo: () => void };

/** A line for each that goes on; when it is over, a toast tells what came of it. Both open the whole story. */
export function JobLines({ jobs, onGo }: JobLinesProps) {
  const { t } = useWords(bulkWords);
  const [shown, setShown] = useState<Job | null>(null);
  const close = () => setShown(null);
  useEnds(jobs, useStory(), setShown);
  return (
    <>
      {jobs.filter(isOpen).map((job) => (
        <BackgroundLine
          key={job.id}
          job={job}
          name={t(job.kind === 'enroll' ? 'jobIn' : 'jobOut', { cadence: job.cadence?.name ?? t('cadenceGone') })}
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

/** What came of it, in a line. */
function useStory(): (job: Job) => string {
  const { t } = useWords(bulkWords);
  const format = useFormat();
  return (job) => {
    const counts = answers.flatMap((answer) => {
      const count = job.tally?.counts[answer] ?? 0;
      return count === 0 ? [] : [t(answer, { count })];
    });
    const result = t('resultIn', { cadence: job.cadence?.name ?? t('cadenceGone') });
    const came = counts.length === 0 ? t('nothingFound') : format.list(counts);
    const why = job.message ?? (job.state === 'cancelled' ? t('stopped') : '');
    return [result, came, why].join(' ').trim();
  };
}
