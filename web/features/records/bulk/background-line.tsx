import { Group, Progress, Text, UnstyledButton } from '@mantine/core';
import classes from '#web/features/records/bulk/job-lines.module.css';
import type { Job } from '#web/features/records/bulk/jobs.ts';
import { bulkWords } from '#web/features/records/bulk/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';

type BackgroundLineProps = {
  readonly job: Pick<Job, 'done' | 'total'>;
  readonly name: string;
  readonly onClick: () => void;
};

/** What goes on in the background, and how far it is. */
export function BackgroundLine({ job, name, onClick }: BackgroundLineProps) {
  const { t } = useWords(bulkWords);
  const format = useFormat();
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
