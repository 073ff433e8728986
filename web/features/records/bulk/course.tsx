// How far a bulk action is, then what became of whom, and what to do with those that were in the cadence before.
import { Alert, Button, Group, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '#web/api/call.ts';
import type { ApiProblem } from '#contract/client/problem.ts';
import { EarlierQuestion, type EarlierWish } from '#web/features/records/bulk/earlier-question.tsx';
import { earlierOf } from '#web/features/records/bulk/outcomes.ts';
import { RunningView } from '#web/features/records/bulk/running-view.tsx';
import { RunReport } from '#web/features/records/bulk/run-report.tsx';
import type { Known } from '#web/features/records/bulk/target.ts';
import { type Asked, type Course, useCourse } from '#web/features/records/bulk/use-course.ts';
import { bulkWords } from '#web/features/records/bulk/words.ts';
import type { Named } from '#web/features/records/module.ts';
import { useWords } from '#web/i18n/words.ts';
import { toastProblem } from '#web/ui/toast.tsx';

type CourseViewProps = {
  /** Null: it is deleted. */
  readonly cadence: Named | null;
  readonly first: Asked;
  /** Those whose names are known. */
  readonly known: Known;
  readonly onClose: () => void;
};

export function CourseView({ cadence, first, known, onClose }: CourseViewProps) {
  const course = useCourse([first]);
  const { done, total, stop } = course;
  if (!course.isOver) return <RunningView done={done} total={total} onStop={stop} onClose={onClose} />;
  return <Over cadence={cadence} course={course} known={known} onClose={onClose} />;
}

type CourseProps = { readonly course: Course; readonly onClose: () => void };

function Over({ cadence, course, known, onClose }: CourseProps & Pick<CourseViewProps, 'cadence' | 'known'>) {
  const { t } = useWords(bulkWords);
  const earlier = earlierOf(course.tally);
  const isQuestion = cadence !== null && earlier.unfinished.length + earlier.completed.length > 0;
  return (
    <Stack>
      {course.isStopped ? <Alert color="yellow">{t('stopped')}</Alert> : null}
      {course.problem === null ? null : (
        <Alert color="red" title={course.problem}>
          {t('brokenOff')}
        </Alert>
      )}
      <RunReport cadence={cadence?.name ?? t('cadenceGone')} tally={course.tally} known={known} />
      {isQuestion ? <Question cadence={cadence} course={course} /> : null}
      <Group justify="flex-end">
        <Button variant={isQuestion ? 'default' : 'filled'} onClick={onClose}>
          {t('done')}
        </Button>
      </Group>
    </Stack>
  );
}

function Question({ cadence: { id }, course }: { readonly cadence: Named; readonly course: Course }) {
  const queries = useQueryClient();
  const asking = useMutation<readonly Asked[], ApiProblem, EarlierWish>({
    mutationFn: async ({ continuing, restarting }) => [
      ...(await enrollAs('continue', id, continuing)),
      ...(await enrollAs('restart', id, restarting)),
    ],
    onSuccess: (asked) => course.goOn(asked),
    onError: toastProblem,
    onSettled: () => queries.invalidateQueries(),
  });
  return (
    <EarlierQuestion
      earlier={earlierOf(course.tally)}
      isBusy={asking.isPending}
      onChosen={(wish) => asking.mutate(wish)}
    />
  );
}

async function enrollAs(earlier: 'continue' | 'restart', id: string, records: readonly string[]): Promise<Asked[]> {
  if (records.length === 0) return [];
  return [await call('enroll', { params: { id }, body: { records: [...records], earlier } })];
}
