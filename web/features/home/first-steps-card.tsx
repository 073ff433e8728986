import { Button, CloseButton, Group, Progress, Text, VisuallyHidden } from '@mantine/core';
import { CheckCircleIcon } from '@heroicons/react/20/solid';
import { Link, type LinkProps } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useRead } from '#web/api/hooks.ts';
import {
  type Cadence,
  firstSteps,
  ownCadences,
  type Report,
  type Step,
  type StepName,
} from '#web/features/home/first-steps.ts';
import classes from '#web/features/home/home-page.module.css';
import { homeWords } from '#web/features/home/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths, toLeads } from '#web/paths.ts';
import { useMe } from '#web/session/me.ts';
import { lazily } from '#web/ui/on-demand.tsx';

type FirstStepsProps = {
  /** Null until they are known. */
  readonly cadences: readonly Cadence[] | null;
  readonly running: readonly Cadence[];
  readonly reports: readonly (Report | null)[];
};

const CreateCadence = lazily(async () => (await import('#web/features/cadences/create-cadence.tsx')).CreateCadence);

const PLACE = 'cadenza.first-steps';

export function FirstSteps({ cadences, running, reports }: FirstStepsProps) {
  const me = useMe();
  const { t } = useWords(homeWords);
  const [isHidden, setHidden] = useState(() => localStorage.getItem(PLACE) === 'hidden');
  const isCaught = useRead('getSending').data?.developmentMailbox === true;
  const known = reports.filter((report) => report !== null);
  if (isHidden || cadences === null || known.length < running.length) return null;
  const since = me.organization.createdAt;
  const steps = firstSteps({ since, cadences, reports: known });
  const done = steps.filter(({ isDone }) => isDone).length;
  const next = steps.find(({ isDone }) => !isDone)?.name ?? null;
  const newest = ownCadences(cadences, since)[0] ?? null;
  const watched = known.find(({ enrolled }) => enrolled > 0)?.cadence ?? running[0]?.id ?? null;
  const hide = () => {
    localStorage.setItem(PLACE, 'hidden');
    setHidden(true);
  };
  return (
    <section aria-labelledby="first-steps" className={classes['steps']}>
      <Group justify="space-between" wrap="nowrap" align="start">
        <div>
          <h2 id="first-steps">{t('stepsTitle')}</h2>
          <Text c="dimmed" size="sm">
            {next === null ? t('finished') : t(isCaught ? 'stepsTextSafe' : 'stepsText')}
          </Text>
        </div>
        <CloseButton aria-label={t('hide')} title={t('hide')} onClick={hide} />
      </Group>
      <Group gap="sm" my="sm">
        <Progress value={(done / steps.length) * 100} flex={1} size="sm" aria-label={t('stepsTitle')} />
        <Text size="xs" c="dimmed">
          {t('stepsDone', { done, all: steps.length })}
        </Text>
      </Group>
      <ol>
        {steps.map((step) => (
          <StepItem
            key={step.name}
            step={step}
            isNext={step.name === next}
            isCaught={isCaught}
            link={linkOf(step.name, { newest, watched })}
          />
        ))}
      </ol>
    </section>
  );
}

type Places = { readonly newest: Cadence | null; readonly watched: string | null };

function linkOf(step: StepName, { newest, watched }: Places): LinkProps {
  if (step === 'publish' && newest !== null) return { to: paths.cadence, params: { cadenceId: newest.id } };
  if (step === 'watch' && watched !== null) return { to: paths.cadenceReport, params: { cadenceId: watched } };
  if (step === 'enroll') return toLeads;
  return step === 'answer' ? { to: paths.mailbox } : { to: paths.cadences };
}

type StepItemProps = {
  readonly step: Step;
  readonly isNext: boolean;
  /** Mail is caught by the development mailbox. */
  readonly isCaught: boolean;
  readonly link: LinkProps;
};

function StepItem({ step: { name, isDone }, isNext, isCaught, link }: StepItemProps) {
  const { t } = useWords(homeWords);
  const isElsewhere = name === 'answer' && !isCaught;
  return (
    <li data-done={isDone || undefined} {...(isNext ? { 'aria-current': 'step' as const } : {})}>
      {isDone ? <CheckCircleIcon width={20} aria-hidden /> : <span aria-hidden className={classes['circle']} />}
      <VisuallyHidden>{t(isDone ? 'done' : 'open')}</VisuallyHidden>
      <div>
        <Text fw={isNext ? 600 : 500}>{t(name)}</Text>
        {isNext ? (
          <>
            <Text c="dimmed" size="sm" mb="xs">
              {t(isElsewhere ? 'answerTextReal' : `${name}Text`)}
            </Text>
            {name === 'build' ? <BuildButton /> : null}
            {name === 'build' || isElsewhere ? null : (
              <Button renderRoot={(props) => <Link {...link} {...props} />}>{t(`${name}Act`)}</Button>
            )}
          </>
        ) : null}
      </div>
    </li>
  );
}

function BuildButton() {
  const { t } = useWords(homeWords);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('buildAct')}</Button>
      <Suspense>{isOpen ? <CreateCadence onClose={() => setOpen(false)} /> : null}</Suspense>
    </>
  );
}
