// What finishes a task is one press; a call is finished by how it went.
import { ActionIcon, type ActionIconProps, Menu } from '@mantine/core';
import { CheckCircleIcon as DoneIcon } from '@heroicons/react/20/solid';
import { CheckCircleIcon } from '@heroicons/react/24/outline';
import type { ComponentPropsWithRef } from 'react';
import { defaultCallResults } from '#core/cadence/response.ts';
import type { ActivityActs } from '#web/features/activities/acts.ts';
import type { Activity } from '#web/features/activities/groups.ts';
import { activitiesWords } from '#web/features/activities/words.ts';
import { capital, useResponseWords } from '#web/features/cadences/response-words.ts';
import { useWords } from '#web/i18n/words.ts';

type FinishButtonProps = { readonly activity: Activity; readonly acts: ActivityActs };

export function FinishButton({ activity, acts }: FinishButtonProps) {
  const { t } = useWords(activitiesWords);
  const { subject, kind } = activity;
  if (acts.isClosed) return <Circle label={t('reopen', { subject })} isDone acts={acts} onClick={acts.reopen} />;
  if (kind === 'task') return <Circle label={t('complete', { subject })} acts={acts} onClick={acts.complete} />;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Circle label={t('logCall', { subject })} acts={acts} />
      </Menu.Target>
      <Results acts={acts} />
    </Menu>
  );
}

type CircleProps = ActionIconProps &
  ComponentPropsWithRef<'button'> & {
    readonly label: string;
    readonly acts: ActivityActs;
    readonly isDone?: boolean;
  };

function Circle({ label, acts, isDone = false, ...button }: CircleProps) {
  return (
    <ActionIcon
      {...button}
      size="sm"
      data-finish
      aria-label={label}
      title={label}
      loading={acts.isPending}
      {...(isDone ? { color: 'green' } : {})}
    >
      {isDone ? <DoneIcon width={18} aria-hidden /> : <CheckCircleIcon width={18} aria-hidden />}
    </ActionIcon>
  );
}

function Results({ acts }: { readonly acts: ActivityActs }) {
  const { t } = useWords(activitiesWords);
  const responses = useResponseWords();
  return (
    <Menu.Dropdown>
      <Menu.Label>{t('howDidItGo')}</Menu.Label>
      {defaultCallResults.map((result) => (
        <Menu.Item key={result} onClick={() => acts.setResult(result)}>
          {capital(responses.result(result))}
        </Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Item onClick={acts.complete}>{t('withoutResult')}</Menu.Item>
    </Menu.Dropdown>
  );
}
