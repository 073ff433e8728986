// One task or call: the sign in front finishes it, the name opens what is known about it.
import { Anchor, Collapse, Text, UnstyledButton } from '@mantine/core';
import { PhoneIcon } from '@heroicons/react/16/solid';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { ActivityDetails } from '#web/features/activities/activity-details.tsx';
import { ActivityMenu } from '#web/features/activities/activity-menu.tsx';
import classes from '#web/features/activities/activity-row.module.css';
import { type OnChanged, useActivityActs } from '#web/features/activities/acts.ts';
import { FinishButton } from '#web/features/activities/finish-button.tsx';
import { type Activity, isClosed, isLate, wantedAt } from '#web/features/activities/groups.ts';
import { activitiesWords } from '#web/features/activities/words.ts';
import { capital, useResponseWords } from '#web/features/cadences/response-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths, recordParams } from '#web/paths.ts';
import { useMe } from '#web/session/me.ts';
import { lazily, OnceOpened } from '#web/ui/on-demand.tsx';
import { QuietLine } from '#web/ui/quiet-line.tsx';
import { useNow, When } from '#web/ui/when.tsx';

const EditActivity = lazily(async () => (await import('#web/features/activities/edit-activity.tsx')).EditActivity);

type ActivityRowProps = {
  readonly activity: Activity;
  /** Whose record and owner needn't be told. */
  readonly isOnRecord?: boolean;
  readonly onChanged?: OnChanged;
};

export function ActivityRow({ activity, isOnRecord = false, onChanged }: ActivityRowProps) {
  const [isOpen, setOpen] = useState(false);
  const [isEditing, setEditing] = useState(false);
  const details = useId();
  const acts = useActivityActs(activity, onChanged);
  return (
    <li className={classes['row']} data-activity={activity.id}>
      <div className={classes['line']}>
        <FinishButton activity={activity} acts={acts} />
        <div className={classes['text']}>
          <UnstyledButton
            className={classes['subject']}
            data-closed={isClosed(activity) || undefined}
            aria-expanded={isOpen}
            aria-controls={details}
            onClick={() => setOpen(!isOpen)}
          >
            {activity.kind === 'call' ? <PhoneIcon width={14} aria-hidden /> : null}
            {activity.subject}
          </UnstyledButton>
          <About activity={activity} isOnRecord={isOnRecord} />
        </div>
        <ActivityMenu activity={activity} acts={acts} onEdit={() => setEditing(true)} />
      </div>
      <Collapse expanded={isOpen} id={details}>
        {isOpen ? <ActivityDetails activity={activity} acts={acts} onEdit={() => setEditing(true)} /> : null}
      </Collapse>
      <OnceOpened isOpen={isEditing}>
        <EditActivity activity={activity} isOpen={isEditing} onClose={() => setEditing(false)} onChanged={onChanged} />
      </OnceOpened>
    </li>
  );
}

function About({ activity, isOnRecord }: { readonly activity: Activity; readonly isOnRecord: boolean }) {
  const { t } = useWords(activitiesWords);
  const responses = useResponseWords();
  const me = useMe();
  const now = useNow();
  const { record, owner, status, result } = activity;
  const at = wantedAt(activity);
  const isPlain = ['not_started', 'scheduled', 'overdue'].includes(status);
  return (
    <QuietLine>
      {isOnRecord || record === null ? null : (
        <Anchor size="xs" renderRoot={(props) => <Link to={paths.record} params={recordParams(record)} {...props} />}>
          {record.name}
        </Anchor>
      )}
      {at === null || isClosed(activity) ? null : (
        <Text span inherit {...(isLate(activity, now) ? { c: 'var(--mantine-color-error)', fw: 600 } : {})}>
          <When at={at} />
        </Text>
      )}
      {isClosed(activity) ? (
        <span>
          <When at={activity.modifiedAt} />
        </span>
      ) : null}
      {isPlain ? null : <span>{capital(result === null ? responses.response(status) : responses.result(result))}</span>}
      {owner === null || owner.id === me.user.id ? null : <span>{t('ofWhom', { name: owner.name })}</span>}
    </QuietLine>
  );
}
