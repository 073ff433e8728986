// The story of one round: what happened and why, where it stands, what comes next (C-41, C-91).
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { reading } from '#web/api/hooks.ts';
import classes from '#web/features/enrollments/enrollment-page.module.css';
import { FollowUpTree } from '#web/features/enrollments/follow-up-tree.tsx';
import { HistoryList } from '#web/features/enrollments/history-list.tsx';
import { NextStep } from '#web/features/enrollments/next-step.tsx';
import { RoundActions } from '#web/features/enrollments/round-actions.tsx';
import { RoundStatus } from '#web/features/enrollments/round-status.tsx';
import { type Enrollment, LOOK_AGAIN_MS } from '#web/features/enrollments/story.ts';
import { WhatIf } from '#web/features/enrollments/what-if.tsx';
import { whatIfWords } from '#web/features/enrollments/what-if-words.ts';
import { enrollmentsWords } from '#web/features/enrollments/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths, recordParams } from '#web/paths.ts';
import { Page } from '#web/ui/page.tsx';
import { Loaded } from '#web/ui/states.tsx';

export function EnrollmentPage() {
  const { t } = useWords(enrollmentsWords);
  const { enrollmentId } = useParams({ from: paths.enrollment });
  const enrollment = useQuery({
    ...reading('getEnrollment', { params: { id: enrollmentId } }),
    refetchInterval: ({ state }) => (state.data?.status === 'active' ? LOOK_AGAIN_MS : false),
  });
  const shown = enrollment.data;
  const lead = shown?.record?.name ?? t('goneRecord');
  return (
    <Page
      title={shown === undefined ? t('titleAlone') : t('titleOf', { lead, cadence: shown.cadence.name })}
      aside={shown === undefined ? null : <RoundStatus status={shown.status} />}
      actions={shown === undefined ? null : <Ways enrollment={shown} />}
      crumbs={shown === undefined ? [] : crumbsOf(shown)}
    >
      <Loaded of={enrollment}>{(loaded) => <Story enrollment={loaded} />}</Loaded>
    </Page>
  );
}

function crumbsOf({ cadence }: Enrollment) {
  return [{ label: cadence.name, link: { to: paths.cadenceReport, params: { cadenceId: cadence.id } } }];
}

function Ways({ enrollment }: { readonly enrollment: Enrollment }) {
  const { t } = useWords(enrollmentsWords);
  const { record } = enrollment;
  return (
    <>
      {record === null ? null : (
        <Button
          variant="default"
          renderRoot={(props) => <Link to={paths.record} params={recordParams(record)} {...props} />}
        >
          {t('openRecord')}
        </Button>
      )}
      <RoundActions enrollment={enrollment} />
    </>
  );
}

function Story({ enrollment }: { readonly enrollment: Enrollment }) {
  const { t } = useWords(enrollmentsWords);
  const supposing = useWords(whatIfWords);
  return (
    <div className={classes['story']}>
      <section aria-labelledby="happened" className={classes['happened']}>
        <h2 id="happened">{t('happened')}</h2>
        <HistoryList enrollment={enrollment.id} isActive={enrollment.status === 'active'} />
      </section>
      <div className={classes['side']}>
        <section aria-labelledby="next" className={classes['card']}>
          <h2 id="next">{t('next')}</h2>
          <NextStep enrollment={enrollment} />
        </section>
        <section aria-labelledby="follow-ups" className={classes['card']}>
          <h2 id="follow-ups">{t('followUps')}</h2>
          <FollowUpTree enrollment={enrollment} />
        </section>
        {enrollment.status === 'active' ? (
          <section aria-labelledby="what-if" className={classes['card']}>
            <h2 id="what-if">{supposing.t('title')}</h2>
            <WhatIf enrollment={enrollment} />
          </section>
        ) : null}
      </div>
    </div>
  );
}
