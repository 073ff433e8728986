import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { bulkWords } from '#web/features/records/bulk/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { Waiting } from '#web/ui/states.tsx';

type RunningViewProps = {
  readonly done: number;
  /** 0: it isn't known yet. */
  readonly total: number;
  readonly onStop: () => void;
  readonly onClose: () => void;
};

/** How far a bulk action is that goes on in the background, with the way to stop it. */
export function RunningView({ done, total, onStop, onClose }: RunningViewProps) {
  const { t } = useWords(bulkWords);
  const format = useFormat();
  if (total === 0) return <Waiting lines={3} />;
  // The server counts to ten thousand.
  const isBeyond = done > total;
  const says = isBeyond
    ? t('runningOn', { done: format.number(done) })
    : t('running', { done: format.number(done), total: format.number(total) });
  return (
    <Stack>
      <Text role="status">{says}</Text>
      <Progress value={isBeyond ? 100 : (100 * done) / total} aria-label={says} />
      <Text size="sm" c="dimmed">
        {t('goesOn')}
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onStop}>
          {t('stop')}
        </Button>
        <Button onClick={onClose}>{t('toBackground')}</Button>
      </Group>
    </Stack>
  );
}
