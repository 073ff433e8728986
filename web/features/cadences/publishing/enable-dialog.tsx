// Enabling revives nobody (C-59); who entered the view meanwhile is taken in only when that is wanted.
import { Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { reading, useAct, useRead } from '#web/api/hooks.ts';
import { fileOf } from '#web/features/cadences/builder/use-draft.ts';
import type { Cadence } from '#web/features/cadences/builder/use-saving.ts';
import { type Existing, ExistingChoice } from '#web/features/cadences/publishing/existing-choice.tsx';
import { publishingWords } from '#web/features/cadences/publishing/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { Dialog, DialogButtons } from '#web/ui/dialog.tsx';
import { Loaded } from '#web/ui/states.tsx';
import { toastDone } from '#web/ui/toast.tsx';

type EnableDialogProps = {
  /** Its id. */
  readonly cadence: string;
  readonly onClose: () => void;
  readonly onEnabled: (cadence: Cadence) => void;
};

export function EnableDialog({ cadence, onClose, onEnabled }: EnableDialogProps) {
  const { t } = useWords(publishingWords);
  const read = useRead('getCadence', { params: { id: cadence } });
  return (
    <Dialog onClose={onClose} title={t('enableTitle', { name: read.data?.name ?? '' })}>
      <Loaded of={read}>{(found) => <Enabling cadence={found} onClose={onClose} onEnabled={onEnabled} />}</Loaded>
    </Dialog>
  );
}

function Enabling({ cadence, onClose, onEnabled }: Omit<EnableDialogProps, 'cadence'> & { readonly cadence: Cadence }) {
  const { t } = useWords(publishingWords);
  const [existing, setExisting] = useState<Existing>('leave');
  const file = cadence.published ?? fileOf(cadence);
  const inView = useInView(cadence);
  const enable = useAct('enableCadence', {
    refreshes: ['listCadences', 'getCadence', 'getCadenceLimits'],
    onDone: (enabled) => {
      onEnabled(enabled);
      onClose();
      toastDone(t('enabled', { name: enabled.name }));
    },
  });
  const isTaking = existing === 'take_in' && (inView?.count ?? 0) > 0;
  return (
    <Stack gap="md">
      <Text>{t('enableText')}</Text>
      <ExistingChoice file={file} inView={inView} value={existing} onChange={setExisting} />
      <DialogButtons onCancel={onClose}>
        <Button
          data-autofocus
          loading={enable.isPending}
          onClick={() =>
            enable.mutate({ params: { id: cadence.id }, body: { existing: isTaking ? 'take_in' : 'leave' } })
          }
        >
          {t(isTaking ? 'enableYesTakeIn' : 'enableYes')}
        </Button>
      </DialogButtons>
    </Stack>
  );
}

/** How many records are in the view that the cadence is for. Null: it is for no view, or that isn't known yet. */
function useInView({ module, audience }: Cadence): { readonly count: number; readonly exact: boolean } | null {
  const views = useQuery({ ...reading('listViews', { query: { module } }), enabled: audience.view !== null });
  const criteria = views.data?.items.find(({ name }) => name === audience.view)?.criteria;
  const counted = useQuery({
    ...reading('listRecords', {
      params: { module },
      query: { limit: 1, count: 'true', criteria: JSON.stringify(criteria) },
    }),
    enabled: criteria !== undefined,
  });
  return counted.data?.count ?? null;
}
