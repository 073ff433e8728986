import { Button } from '@mantine/core';
import { ArrowUpTrayIcon } from '@heroicons/react/16/solid';
import { useState } from 'react';
import { publishingWords } from '#web/features/cadences/publishing/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { may, useMe } from '#web/session/me.ts';
import { lazily } from '#web/ui/on-demand.tsx';

const ImportDialog = lazily(
  async () => (await import('#web/features/cadences/publishing/import-dialog.tsx')).ImportDialog,
);

/** For whoever may make cadences. */
export function ImportButton() {
  const { t } = useWords(publishingWords);
  const [isOpen, setOpen] = useState(false);
  if (!may(useMe(), 'cadences.write')) return null;
  return (
    <>
      <Button variant="default" leftSection={<ArrowUpTrayIcon width={16} aria-hidden />} onClick={() => setOpen(true)}>
        {t('import')}
      </Button>
      {isOpen ? <ImportDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}
