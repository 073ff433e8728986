import { ActionIcon } from '@mantine/core';
import { ChevronDownIcon } from '@heroicons/react/16/solid';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct } from '#web/api/hooks.ts';
import type { View } from '#web/features/records/list/records-search.ts';
import type { Module } from '#web/features/records/module.ts';
import { viewWords } from '#web/features/records/views/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { confirm } from '#web/ui/confirm.ts';
import { MenuButton } from '#web/ui/menu-button.tsx';
import { lazily, OnceOpened } from '#web/ui/on-demand.tsx';
import { toastDone, toastProblem } from '#web/ui/toast.tsx';

const ViewDialog = lazily(async () => (await import('#web/features/records/views/view-dialog.tsx')).ViewDialog);

type ViewMenuProps = { readonly view: View; readonly module: Module };

export function ViewMenu({ view, module }: ViewMenuProps) {
  const { t } = useWords(viewWords);
  const [isEditing, setEditing] = useState(false);
  const remove = useDeleteView(view);
  return (
    <>
      <MenuButton
        button={
          <ActionIcon size="sm" aria-label={t('actionsOf', { name: view.name })}>
            <ChevronDownIcon width={14} aria-hidden />
          </ActionIcon>
        }
        entries={[
          { text: t('editView'), onClick: () => setEditing(true) },
          { text: t('deleteView'), isDestructive: true, onClick: () => void remove() },
        ]}
      />
      <OnceOpened isOpen={isEditing}>
        <ViewDialog
          isOpen={isEditing}
          onClose={() => setEditing(false)}
          module={module}
          start={{ view, criteria: null, columns: view.columns, sort: view.sort, board: view.board }}
        />
      </OnceOpened>
    </>
  );
}

/** Refused where a cadence uses it: which one stands in the server's sentence. */
function useDeleteView(view: View): () => Promise<void> {
  const { t } = useWords(viewWords);
  const { name } = view;
  const navigate = useNavigate();
  const act = useAct('deleteView', {
    refreshes: ['listViews'],
    onDone: () => {
      toastDone(t('deleted', { name }));
      void navigate({ to: paths.records, params: { module: view.module }, search: {} });
    },
    onProblem: (problem) => {
      if (problem.code !== 'view_in_use') return toastProblem(problem);
      void confirm({ title: t('inUseTitle', { name }), text: problem.message, yes: t('understood') });
    },
  });
  return async () => {
    const isSure = await confirm({
      title: t('deleteTitle', { name }),
      text: t('deleteText'),
      yes: t('deleteView'),
      kind: 'destructive',
    });
    if (isSure) act.mutate({ params: { id: view.id } });
  };
}
