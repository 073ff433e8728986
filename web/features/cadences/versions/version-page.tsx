// A version as it was published, in the frame of the builder: to be read, and to begin a draft from.
import { Button, Group, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { CadenceFile } from '#core/cadence/file.ts';
import type { Answer } from '#web/api/call.ts';
import { reading, useAct, useRead } from '#web/api/hooks.ts';
import { BuilderContext, type Builder, type PanelTab } from '#web/features/cadences/builder/builder-context.ts';
import classes from '#web/features/cadences/builder/builder.module.css';
import { findFollowUp } from '#web/features/cadences/builder/draft.ts';
import { SidePanel } from '#web/features/cadences/builder/panel/side-panel.tsx';
import type { Cadence } from '#web/features/cadences/builder/use-saving.ts';
import { Workspace } from '#web/features/cadences/builder/workspace.tsx';
import { CadenceStatus } from '#web/features/cadences/cadence-status.tsx';
import { VersionsButton } from '#web/features/cadences/versions/versions-button.tsx';
import { versionsWords } from '#web/features/cadences/versions/words.ts';
import { cadencesWords } from '#web/features/cadences/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { may, useMe } from '#web/session/me.ts';
import { confirm } from '#web/ui/confirm.ts';
import { Page } from '#web/ui/page.tsx';
import { Loaded } from '#web/ui/states.tsx';
import { toastDone } from '#web/ui/toast.tsx';
import { WhyButton } from '#web/ui/why-button.tsx';

type VersionPageProps = {
  readonly cadence: Cadence;
  readonly module: Answer<'getModule'>;
  readonly version: number;
};

export function VersionPage({ cadence, module, version }: VersionPageProps) {
  const { t } = useWords(versionsWords);
  const { t: cadences } = useWords(cadencesWords);
  const { id, name } = cadence;
  const found = useRead('getCadenceVersion', { params: { id, version: String(version) } });
  const link = { to: paths.cadence, params: { cadenceId: id }, search: {} } as const;
  return (
    <Page
      title={t('version', { version })}
      crumbs={[
        { label: cadences('title'), link: { to: paths.cadences } },
        { label: name, link },
      ]}
      fit="full"
      aside={
        <>
          {version === cadence.version ? <CadenceStatus status={cadence.status} /> : null}
          <VersionsButton cadence={cadence} version={cadence.version} text={t('all')} />
        </>
      }
      actions={
        <>
          <Button variant="default" renderRoot={(props) => <Link {...link} {...props} />}>
            {t('back')}
          </Button>
          {found.data === undefined ? null : <StartDraft cadence={cadence} version={version} file={found.data.file} />}
        </>
      }
    >
      <Group className={classes['notice'] ?? ''} gap="md">
        <Text size="xs" role="status">
          {t(version === cadence.version ? 'lookingNow' : 'looking', { version })}
        </Text>
      </Group>
      <Loaded of={found}>{({ file }) => <Reading cadence={cadence} module={module} file={file} />}</Loaded>
    </Page>
  );
}

type ReadingProps = Omit<VersionPageProps, 'version'> & { readonly file: CadenceFile };

function Reading({ cadence, module, file }: ReadingProps) {
  const [wanted, select] = useState<string | null>(null);
  const [tab, setTab] = useState<PanelTab>('cadence');
  const selected = wanted !== null && findFollowUp(file, wanted) !== null ? wanted : null;
  return (
    <BuilderContext
      value={{ ...readOnly(cadence, file), module, selected, select, tab, setTab, goTo: () => undefined }}
    >
      <div className={classes['body']}>
        <Workspace />
        <SidePanel />
      </div>
    </BuilderContext>
  );
}

type ReadOnly = Omit<Builder, 'module' | 'selected' | 'select' | 'tab' | 'setTab' | 'goTo'>;

function readOnly(cadence: Cadence, file: CadenceFile): ReadOnly {
  const nothing = () => undefined;
  return {
    draft: {
      cadence,
      file,
      isDirty: false,
      isSaving: false,
      problem: null,
      mayUndo: false,
      mayRedo: false,
      change: nothing,
      undo: nothing,
      redo: nothing,
      adopt: nothing,
      resolve: nothing,
      save: async () => null,
      discard: async () => undefined,
    },
    problems: [],
    calm: { isQuiet: () => false, begin: nothing, leave: nothing, showAll: nothing },
    mayEdit: false,
    changes: new Map(),
    add: nothing,
    change: nothing,
    move: nothing,
    shift: nothing,
    duplicate: nothing,
    remove: async () => undefined,
  };
}

type StartDraftProps = Pick<VersionPageProps, 'cadence' | 'version'> & { readonly file: CadenceFile };

function StartDraft({ cadence, version, file }: StartDraftProps) {
  const { t } = useWords(versionsWords);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const mayWrite = may(useMe(), 'cadences.write');
  const { id, revision } = cadence;
  const start = useAct('putDraft', {
    refreshes: ['listCadences'],
    onDone: (answer) => {
      queries.setQueryData(reading('getCadence', { params: { id } }).queryKey, answer);
      toastDone(t('started', { version }));
      void navigate({ to: paths.cadence, params: { cadenceId: id }, search: {} });
    },
  });
  const ask = async () => {
    const isSure =
      cadence.draft === null ||
      (await confirm({
        title: t('replaceTitle'),
        text: t('replaceText', { version }),
        yes: t('replaceYes'),
        kind: 'destructive',
      }));
    // What it is called now is no matter of the version.
    if (isSure) start.mutate({ params: { id }, body: { file: { ...file, name: cadence.name }, revision } });
  };
  return (
    <WhyButton why={mayWrite ? null : t('whyNotAllowed')} loading={start.isPending} onClick={() => void ask()}>
      {t('startFrom')}
    </WhyButton>
  );
}
