// Whether the records stand in a list or on a board, and by which pick list. The address keeps it; a view can keep it for everybody.
import { Button } from '@mantine/core';
import { useAct } from '#web/api/hooks.ts';
import { boardFields, type Listing, type View } from '#web/features/records/list/records-search.ts';
import { showAsWords } from '#web/features/records/list/show-as-words.ts';
import type { Module } from '#web/features/records/module.ts';
import { useWords } from '#web/i18n/words.ts';
import { may, useMe } from '#web/session/me.ts';
import { MenuButton } from '#web/ui/menu-button.tsx';
import type { MenuEntry } from '#web/ui/menu-entry.ts';
import { toastDone } from '#web/ui/toast.tsx';

type ShowAsProps = {
  readonly module: Module;
  readonly listing: Listing;
  /** False: a list. */
  readonly onChange: (board: string | false) => void;
};

export function ShowAs({ module, listing: { view, board }, onChange }: ShowAsProps) {
  const { t, language } = useWords(showAsWords);
  const fields = boardFields(module);
  const isOther = (view?.board ?? null) !== (board?.key ?? null);
  const keep = useKeepInView();
  const isKeepable = may(useMe(), 'records.write') && view !== null && isOther;
  if (fields.length === 0) return null;
  const entries: MenuEntry[] = [
    { heading: t('showAs') },
    { text: t('list'), onClick: () => onChange(false) },
    ...fields.map(({ key, label }) => ({
      text: t('boardBy', { field: label[language] }),
      onClick: () => onChange(key),
    })),
    ...(isKeepable
      ? ([
          'divider',
          { text: t('keepInView', { view: view.name }), onClick: () => keep(view, board?.key ?? null) },
        ] as const)
      : []),
  ];
  const button = (
    <Button variant="default" aria-label={t('showAs')}>
      {board === null ? t('list') : t('boardBy', { field: board.label[language] })}
    </Button>
  );
  return <MenuButton button={button} entries={entries} />;
}

function useKeepInView(): (view: View, board: string | null) => void {
  const { t } = useWords(showAsWords);
  const update = useAct('updateView', {
    refreshes: ['listViews'],
    onDone: ({ name }) => toastDone(t('kept', { view: name })),
  });
  return ({ id, revision }, board) => update.mutate({ params: { id }, body: { board, revision } });
}
