// How leads come in: one by one, or as a file.
import { Button, Group } from '@mantine/core';
import { ArrowUpTrayIcon, PlusIcon } from '@heroicons/react/16/solid';
import { useState } from 'react';
import type { Answer } from '#web/api/call.ts';
import { leadsWords } from '#web/features/leads/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { may, useMe } from '#web/session/me.ts';
import { useKey } from '#web/ui/keys.ts';
import { lazily, OnceOpened } from '#web/ui/on-demand.tsx';

const NewLeadDialog = lazily(async () => (await import('#web/features/leads/new-lead-dialog.tsx')).NewLeadDialog);
const ImportDialog = lazily(async () => (await import('#web/features/leads/import/import-dialog.tsx')).ImportDialog);

type LeadsActionsProps = { readonly module: Answer<'getModule'> };

export function LeadsActions(props: LeadsActionsProps) {
  return may(useMe(), 'records.write') ? <Ways {...props} /> : null;
}

function Ways({ module }: LeadsActionsProps) {
  const { t } = useWords(leadsWords);
  const [open, setOpen] = useState<'lead' | 'import' | null>(null);
  useKey({ key: 'c', says: t('newLead') }, () => setOpen('lead'));
  const close = () => setOpen(null);
  return (
    <Group gap="xs" wrap="nowrap">
      <Button
        variant="default"
        leftSection={<ArrowUpTrayIcon width={14} aria-hidden />}
        onClick={() => setOpen('import')}
      >
        {t('import')}
      </Button>
      <Button leftSection={<PlusIcon width={14} aria-hidden />} onClick={() => setOpen('lead')}>
        {t('newLead')}
      </Button>
      <OnceOpened isOpen={open === 'lead'}>
        <NewLeadDialog module={module} isOpen={open === 'lead'} onClose={close} />
      </OnceOpened>
      <OnceOpened isOpen={open === 'import'}>
        <ImportDialog module={module} isOpen={open === 'import'} onClose={close} />
      </OnceOpened>
    </Group>
  );
}
