// What stands at the head of the builder: whether the work is saved, what is wrong with it, publishing.
import { ActionIcon, Anchor, Button, Group, Popover, Text, Tooltip } from '@mantine/core';
import {
  ArrowUturnLeftIcon,
  ArrowUturnRightIcon,
  BeakerIcon,
  ChartBarIcon,
  CheckCircleIcon,
  ExclamationTriangleIcon,
} from '@heroicons/react/16/solid';
import { Link, useNavigate } from '@tanstack/react-router';
import { type Ref, useState } from 'react';
import { useBuilder } from '#web/features/cadences/builder/builder-context.ts';
import { ProblemList } from '#web/features/cadences/builder/problem-list.tsx';
import { builderWords } from '#web/features/cadences/builder/words.ts';
import { PublishBar } from '#web/features/cadences/publishing/publish-bar.tsx';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { may, useMe } from '#web/session/me.ts';

export function SavedState() {
  const { t } = useWords(builderWords);
  const { isDirty, isSaving, problem, save } = useBuilder().draft;
  if (problem !== null && problem.code !== 'stale') {
    return (
      <Group gap="xs" wrap="nowrap" role="alert">
        <Text size="xs" c="red" truncate>
          {t('notSaved', { why: problem.message })}
        </Text>
        <Anchor component="button" fz="xs" onClick={() => void save()}>
          {t('retry')}
        </Anchor>
      </Group>
    );
  }
  return (
    <Text size="xs" c="dimmed" role="status" style={{ whiteSpace: 'nowrap' }}>
      {t(isDirty || isSaving ? 'saving' : 'saved')}
    </Text>
  );
}

export function BuilderActions() {
  const { draft, problems, mayEdit, calm } = useBuilder();
  const [isListing, setListing] = useState(false);
  if (!mayEdit) return null;
  return (
    <>
      <Undoing />
      <ReportLink />
      <SimulationLink />
      <Popover
        opened={isListing}
        onChange={setListing}
        position="bottom-end"
        width="min(380px, 96vw)"
        trapFocus
        returnFocus
        shadow="md"
      >
        <Popover.Target>
          <ProblemButton onClick={() => setListing(!isListing)} />
        </Popover.Target>
        <Popover.Dropdown p={0}>
          <ProblemList onGone={() => setListing(false)} />
        </Popover.Dropdown>
      </Popover>
      {problems === null ? null : (
        <PublishBar
          cadence={draft.cadence}
          draft={draft.file}
          isDirty={draft.isDirty}
          save={draft.save}
          problems={problems}
          onShowProblems={() => {
            calm.showAll();
            setListing(true);
          }}
          onPublished={draft.adopt}
        />
      )}
    </>
  );
}

function ReportLink() {
  const { t } = useWords(builderWords);
  const { id, version } = useBuilder().draft.cadence;
  const mayRead = may(useMe(), 'reports.read');
  if (version === null || !mayRead) return null;
  return (
    <Button
      variant="subtle"
      color="gray"
      px={6}
      leftSection={<ChartBarIcon width={16} aria-hidden />}
      renderRoot={(props) => <Link to={paths.cadenceReport} params={{ cadenceId: id }} {...props} />}
    >
      {t('report')}
    </Button>
  );
}

/** What is on the screen is what is tried: it is saved first. */
function SimulationLink() {
  const { t } = useWords(builderWords);
  const { cadence, save } = useBuilder().draft;
  const navigate = useNavigate();
  const go = async () => {
    if ((await save()) === null) return;
    await navigate({ to: paths.cadenceSimulation, params: { cadenceId: cadence.id } });
  };
  return (
    <Button
      variant="subtle"
      color="gray"
      px={6}
      leftSection={<BeakerIcon width={16} aria-hidden />}
      onClick={() => void go()}
    >
      {t('simulate')}
    </Button>
  );
}

function Undoing() {
  const { t } = useWords(builderWords);
  const { mayUndo, mayRedo, undo, redo } = useBuilder().draft;
  return (
    <Group gap={2} wrap="nowrap">
      <Tooltip label={t('undo')}>
        <ActionIcon aria-label={t('undo')} disabled={!mayUndo} onClick={undo}>
          <ArrowUturnLeftIcon width={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('redo')}>
        <ActionIcon aria-label={t('redo')} disabled={!mayRedo} onClick={redo}>
          <ArrowUturnRightIcon width={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

type ProblemButtonProps = { readonly onClick: () => void; readonly ref?: Ref<HTMLButtonElement> };

/** The popover gives it what makes it its button. */
function ProblemButton({ onClick, ...fromPopover }: ProblemButtonProps) {
  const { t } = useWords(builderWords);
  const { draft, problems, calm } = useBuilder();
  const isEmpty = draft.file.followUps.length === 0;
  const isLoud = (problems ?? []).some(
    // That nothing is there yet is seen, and said on the canvas.
    ({ severity, path }) => severity === 'error' && !calm.isQuiet(path) && !(isEmpty && path === 'followUps'),
  );
  const errors = (problems ?? []).filter(({ severity }) => severity === 'error').length;
  const warnings = (problems ?? []).length - errors;
  const text = [
    ...(errors === 0 ? [] : [t('problemCount', { count: errors })]),
    ...(warnings === 0 ? [] : [t('warningCount', { count: warnings })]),
  ].join(' · ');
  const Icon = text === '' ? CheckCircleIcon : ExclamationTriangleIcon;
  return (
    <Button
      {...fromPopover}
      variant="subtle"
      color={isLoud ? 'red' : 'gray'}
      px={6}
      leftSection={<Icon width={16} aria-hidden />}
      onClick={onClick}
    >
      {text === '' ? t('noProblems') : text}
    </Button>
  );
}
