import { Menu } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Answer } from '#web/api/call.ts';
import { useAct } from '#web/api/hooks.ts';
import type { View } from '#web/features/leads/leads-search.ts';
import { ViewButton } from '#web/features/leads/views/view-button.tsx';
import { criteriaOf, ViewDialog } from '#web/features/leads/views/view-dialog.tsx';
import { viewWords } from '#web/features/leads/views/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { confirm } from '#web/ui/confirm.ts';
import { toastDone, toastProblem } from '#web/ui/toast.tsx';

type ViewMenuProps = { readonly view: View; readonly module: Answer<'getModule'> };

/** Open at first: it takes the place of its button when that is clicked. */
export function ViewMenu({ view, module }: ViewMenuProps) {
  const { t } = useWords(viewWords);
  const [isEditing, setEditing] = useState(false);
  const remove = useDeleteView(view);
  return (
    <>
      <Menu defaultOpened position="bottom-start">
        <Menu.Target>
          <ViewButton name={view.name} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setEditing(true)}>{t('editView')}</Menu.Item>
          <Menu.Item color="red" onClick={() => void remove()}>
            {t('deleteView')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ViewDialog
        isOpen={isEditing}
        onClose={() => setEditing(false)}
        module={module}
        start={{ view, criteria: criteriaOf(view), columns: view.columns, sort: view.sort }}
      />
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
      void navigate({ to: paths.leads, search: {} });
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
