// Brings in leads from a CSV file: choose it, say which column is what, read what became of the rows (I-1).
import { Loader, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '#web/api/call.ts';
import { useAct } from '#web/api/hooks.ts';
import { ImportForm } from '#web/features/leads/import/import-form.tsx';
import { ImportReport } from '#web/features/leads/import/import-report.tsx';
import { importWords } from '#web/features/leads/import/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';

type ImportDialogProps = {
  readonly module: Answer<'getModule'>;
  readonly isOpen: boolean;
  readonly onClose: () => void;
};

export function ImportDialog({ isOpen, ...props }: ImportDialogProps) {
  const { t } = useWords(importWords);
  const { t: general } = useWords(generalWords);
  return (
    <Modal
      opened={isOpen}
      onClose={props.onClose}
      size="46rem"
      title={t('title')}
      closeButtonProps={{ 'aria-label': general('close') }}
    >
      <Steps {...props} />
    </Modal>
  );
}

function Steps({ module, onClose }: Omit<ImportDialogProps, 'isOpen'>) {
  const { t } = useWords(importWords);
  const [result, setResult] = useState<Answer<'importLeads'> | null>(null);
  const importing = useAct('importLeads', { refreshes: ['listLeads'], onDone: setResult });
  if (result !== null) return <ImportReport module={module} result={result} onClose={onClose} />;
  return (
    <>
      {importing.isPending ? (
        <Stack align="center" py="xl">
          <Loader aria-hidden />
          <Text role="status">{t('running')}</Text>
        </Stack>
      ) : null}
      <div hidden={importing.isPending}>
        <ImportForm module={module} onCancel={onClose} onStart={(input) => importing.mutate(input)} />
      </div>
    </>
  );
}
