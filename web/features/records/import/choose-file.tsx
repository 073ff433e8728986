import { FileInput, Loader, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '#web/api/hooks.ts';
import type { File as ImportedFile, Module } from '#web/features/records/import/settings.ts';
import { importWords } from '#web/features/records/import/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { DialogButtons } from '#web/ui/dialog.tsx';

type ChooseFileProps = {
  readonly module: Module;
  readonly onCancel: () => void;
  readonly onChosen: (file: ImportedFile) => void;
};

export function ChooseFile({ module, onCancel, onChosen }: ChooseFileProps) {
  const { t } = useWords(importWords);
  const [problem, setProblem] = useState<string | null>(null);
  const stage = useAct('stageImport', { onDone: onChosen, onProblem: ({ message }) => setProblem(message) });
  const choose = (file: File | null) => {
    if (file === null) return;
    setProblem(null);
    stage.mutate({ query: { module: module.key, name: file.name }, body: file });
  };
  return (
    <Stack>
      <FileInput
        data-autofocus
        accept=".csv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        label={t('file')}
        description={t('fileHint')}
        placeholder={t('filePlaceholder')}
        error={problem}
        disabled={stage.isPending}
        {...(stage.isPending ? { rightSection: <Loader size="xs" aria-hidden /> } : {})}
        onChange={choose}
      />
      {stage.isPending ? (
        <Text role="status" size="sm" c="dimmed">
          {t('reading')}
        </Text>
      ) : null}
      <DialogButtons onCancel={onCancel}>{null}</DialogButtons>
    </Stack>
  );
}
