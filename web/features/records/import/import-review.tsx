// What would become of the rows, before anything is taken in.
import { Button, Stack, Text } from '@mantine/core';
import { useAct } from '#web/api/hooks.ts';
import { RowErrors } from '#web/features/records/import/row-errors.tsx';
import type { File, Module, Settings, Tried } from '#web/features/records/import/settings.ts';
import { UnknownCells } from '#web/features/records/import/unknown-cells.tsx';
import { importWords } from '#web/features/records/import/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { DialogButtons } from '#web/ui/dialog.tsx';

type ImportReviewProps = {
  readonly module: Module;
  readonly file: File;
  readonly settings: Settings;
  readonly tried: Tried;
  readonly onChange: (settings: Settings) => void;
  readonly onTried: (tried: Tried) => void;
  readonly onBack: () => void;
  readonly onStarted: () => void;
};

export function ImportReview(props: ImportReviewProps) {
  const { module, file, settings, tried, onChange, onTried, onBack, onStarted } = props;
  const { t } = useWords(importWords);
  const input = { params: { id: file.id }, body: settings };
  const attempt = useAct('tryImport', { onDone: onTried });
  const start = useAct('startImport', { onDone: onStarted, refreshes: ['getModule'] });
  const { created, updated, skipped, failed } = tried.counts;
  return (
    <Stack>
      <Text role="status">{t('wouldBe', { created, updated, skipped, failed })}</Text>
      {tried.unknown.length === 0 ? null : (
        <UnknownCells module={module} unknown={tried.unknown} settings={settings} onChange={onChange} />
      )}
      {tried.errors.length === 0 ? null : <RowErrors module={module} errors={tried.errors} total={tried.errorsTotal} />}
      <DialogButtons onCancel={onBack} cancel={t('back')}>
        <Button variant="default" loading={attempt.isPending} onClick={() => attempt.mutate(input)}>
          {t('checkAgain')}
        </Button>
        <Button loading={start.isPending} onClick={() => start.mutate(input)}>
          {t('start')}
        </Button>
      </DialogButtons>
    </Stack>
  );
}
