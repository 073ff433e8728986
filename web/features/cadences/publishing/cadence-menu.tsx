import { ActionIcon, Menu } from '@mantine/core';
import {
  ArrowDownTrayIcon,
  DocumentDuplicateIcon,
  EllipsisHorizontalIcon,
  PauseIcon,
  PlayIcon,
} from '@heroicons/react/16/solid';
import { useState } from 'react';
import type { Item } from '#web/api/hooks.ts';
import type { Cadence } from '#web/features/cadences/builder/use-saving.ts';
import { useDisable } from '#web/features/cadences/publishing/disable.ts';
import { downloadCadence } from '#web/features/cadences/publishing/download.ts';
import { publishingWords } from '#web/features/cadences/publishing/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { may, useMe } from '#web/session/me.ts';
import { lazily } from '#web/ui/on-demand.tsx';
import { WhyMenuItem } from '#web/ui/why-menu-item.tsx';

const EnableDialog = lazily(
  async () => (await import('#web/features/cadences/publishing/enable-dialog.tsx')).EnableDialog,
);
const DuplicateDialog = lazily(
  async () => (await import('#web/features/cadences/publishing/duplicate-dialog.tsx')).DuplicateDialog,
);

type CadenceMenuProps = {
  readonly cadence: Item<'listCadences'>;
  readonly onChanged?: (cadence: Cadence) => void;
};

/** What can be done with a cadence, in lists and on its own page. */
export function CadenceMenu({ cadence, onChanged = () => undefined }: CadenceMenuProps) {
  const { t } = useWords(publishingWords);
  const [dialog, setDialog] = useState<'enable' | 'duplicate' | null>(null);
  const disable = useDisable(onChanged);
  const why = may(useMe(), 'cadences.write') ? null : t('whyNotAllowed');
  const { id, name, status } = cadence;
  const close = () => setDialog(null);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('actionsOf', { name })}>
            <EllipsisHorizontalIcon width={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <WhyMenuItem
            why={why}
            leftSection={<DocumentDuplicateIcon width={16} aria-hidden />}
            onClick={() => setDialog('duplicate')}
          >
            {t('duplicate')}
          </WhyMenuItem>
          <Menu.Item
            leftSection={<ArrowDownTrayIcon width={16} aria-hidden />}
            onClick={() => void downloadCadence(id, name)}
          >
            {t('exportFile')}
          </Menu.Item>
          <Menu.Divider />
          {status === 'active' || status === 'invalid' ? (
            <WhyMenuItem
              why={why}
              color="red"
              leftSection={<PauseIcon width={16} aria-hidden />}
              onClick={() => void disable(id)}
            >
              {t('disable')}
            </WhyMenuItem>
          ) : (
            <WhyMenuItem
              why={why ?? (status === 'draft' ? t('whyRuns') : null)}
              leftSection={<PlayIcon width={16} aria-hidden />}
              onClick={() => setDialog('enable')}
            >
              {t('enable')}
            </WhyMenuItem>
          )}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'enable' ? <EnableDialog cadence={id} onClose={close} onEnabled={onChanged} /> : null}
      {dialog === 'duplicate' ? <DuplicateDialog cadence={id} onClose={close} /> : null}
    </>
  );
}
