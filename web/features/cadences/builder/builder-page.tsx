// The configuration page of a cadence (C-66): its follow-ups in the middle, the settings of one of them at the side.
import { useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { Answer } from '#web/api/call.ts';
import { BuilderContext, type Builder, type PanelTab } from '#web/features/cadences/builder/builder-context.ts';
import { BuilderActions, SavedState } from '#web/features/cadences/builder/builder-header.tsx';
import classes from '#web/features/cadences/builder/builder.module.css';
import { changesOf } from '#web/features/cadences/builder/changes.ts';
import { findFollowUp } from '#web/features/cadences/builder/draft.ts';
import { Notices } from '#web/features/cadences/builder/notices.tsx';
import { SidePanel } from '#web/features/cadences/builder/panel/side-panel.tsx';
import { useBuilderActs } from '#web/features/cadences/builder/use-builder-acts.ts';
import { useBuilderKeys } from '#web/features/cadences/builder/use-builder-keys.ts';
import { useCalm } from '#web/features/cadences/builder/use-calm.ts';
import { firstFieldOf, useCursor } from '#web/features/cadences/builder/use-cursor.ts';
import { useDraft } from '#web/features/cadences/builder/use-draft.ts';
import type { Cadence } from '#web/features/cadences/builder/use-saving.ts';
import { useLeaveSaved } from '#web/features/cadences/builder/use-leave-saved.ts';
import { useProblems } from '#web/features/cadences/builder/use-problems.ts';
import { Workspace } from '#web/features/cadences/builder/workspace.tsx';
import { CadenceStatus } from '#web/features/cadences/cadence-status.tsx';
import { VersionsButton } from '#web/features/cadences/versions/versions-button.tsx';
import { cadencesWords } from '#web/features/cadences/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { may, useMe } from '#web/session/me.ts';
import { Page } from '#web/ui/page.tsx';

type BuilderPageProps = { readonly cadence: Cadence; readonly module: Answer<'getModule'> };

export function BuilderPage({ cadence, module }: BuilderPageProps) {
  const { t } = useWords(cadencesWords);
  const builder = useBuilderOf(cadence, module);
  const { draft, mayEdit } = builder;
  useLeaveSaved(draft);
  useBuilderKeys(builder);
  return (
    <BuilderContext value={builder}>
      <Page
        title={draft.file.name.trim() === '' ? t('untitled') : draft.file.name}
        crumbs={[{ label: t('title'), link: { to: paths.cadences } }]}
        fit="full"
        aside={
          <>
            <CadenceStatus status={draft.cadence.status} />
            <VersionsButton cadence={draft.cadence} version={draft.cadence.version} />
            {mayEdit ? <SavedState /> : null}
          </>
        }
        actions={<BuilderActions />}
      >
        <Notices />
        <div className={classes['body']}>
          <Workspace />
          <SidePanel />
        </div>
      </Page>
    </BuilderContext>
  );
}

function useBuilderOf(cadence: Cadence, module: Answer<'getModule'>): Builder {
  const draft = useDraft(cadence);
  const { at } = useSearch({ from: paths.cadence });
  const [wanted, setWanted] = useState<string | null>(at ?? null);
  const [tab, setTab] = useState<PanelTab>('cadence');
  const putCursor = useCursor();
  const problems = useProblems(draft.file, module);
  const calm = useCalm();
  const changes = useMemo(() => changesOf(draft.file, draft.cadence), [draft.file, draft.cadence]);
  const open = (id: string | null, isNew?: 'new') => {
    setWanted(id);
    calm.begin(isNew === undefined || id === null ? null : `followUps/${id}`);
    if (id !== null && isNew !== undefined) putCursor(firstFieldOf(id));
  };
  const acts = useBuilderActs({ draft, module, open });
  return {
    ...acts,
    draft,
    module,
    problems,
    calm,
    mayEdit: may(useMe(), 'cadences.write'),
    changes,
    selected: wanted !== null && findFollowUp(draft.file, wanted) !== null ? wanted : null,
    tab,
    setTab: (part) => {
      calm.showAll();
      setTab(part);
    },
    select: (id) => {
      if (id !== wanted) calm.showAll();
      setWanted(id);
    },
    goTo: (path) => {
      const [part, id] = path.split('/');
      calm.showAll();
      setWanted(part === 'followUps' && id !== undefined ? id : null);
      setTab(part === 'unenroll' ? 'rules' : 'cadence');
      putCursor(path);
    },
  };
}
