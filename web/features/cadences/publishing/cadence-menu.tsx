import { ArrowDownTrayIcon, DocumentDuplicateIcon, PauseIcon, PlayIcon } from '@heroicons/react/16/solid';
import { useState } from 'react';
import type { Item } from '#web/api/hooks.ts';
import type { Cadence } from '#web/features/cadences/builder/use-saving.ts';
import { useDisable } from '#web/features/cadences/publishing/disable.ts';
import { downloadCadence } from '#web/features/cadences/publishing/download.ts';
import { publishingWords } from '#web/features/cadences/publishing/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { may, useMe } from '#web/session/me.ts';
import { MoreButton } from '#web/ui/menu-button.tsx';
import type { MenuAction } from '#web/ui/menu-entry.ts';
import { lazily } from '#web/ui/on-demand.tsx';

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
  const onOrOff: MenuAction =
    status === 'active' || status === 'invalid'
      ? { text: t('disable'), icon: PauseIcon, why, isDestructive: true, onClick: () => void disable(id) }
      : {
          text: t('enable'),
          icon: PlayIcon,
          why: why ?? (status === 'draft' ? t('whyRuns') : null),
          onClick: () => setDialog('enable'),
        };
  return (
    <>
      <MoreButton
        label={t('actionsOf', { name })}
        entries={[
          { text: t('duplicate'), icon: DocumentDuplicateIcon, why, onClick: () => setDialog('duplicate') },
          { text: t('exportFile'), icon: ArrowDownTrayIcon, onClick: () => void downloadCadence(id, name) },
          'divider',
          onOrOff,
        ]}
      />
      {dialog === 'enable' ? <EnableDialog cadence={id} onClose={close} onEnabled={onChanged} /> : null}
      {dialog === 'duplicate' ? <DuplicateDialog cadence={id} onClose={close} /> : null}
    </>
  );
}
