// What finishes a task is one press; a call is finished by how it went.
import { ActionIcon, type ActionIconProps } from '@mantine/core';
import { CheckCircleIcon as DoneIcon } from '@heroicons/react/20/solid';
import { CheckCircleIcon } from '@heroicons/react/24/outline';
import type { ComponentPropsWithRef } from 'react';
import { defaultCallResults } from '#core/cadence/response.ts';
import type { ActivityActs } from '#web/features/activities/acts.ts';
import type { Activity } from '#web/features/activities/groups.ts';
import { activitiesWords } from '#web/features/activities/words.ts';
import { capital, useResponseWords } from '#web/features/cadences/response-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { MenuButton } from '#web/ui/menu-button.tsx';

type FinishButtonProps = { readonly activity: Activity; readonly acts: ActivityActs };

export function FinishButton({ activity, acts }: FinishButtonProps) {
  const { t } = useWords(activitiesWords);
  const responses = useResponseWords();
  const { subject, kind } = activity;
  if (acts.isClosed) return <Circle label={t('reopen', { subject })} isDone acts={acts} onClick={acts.reopen} />;
  if (kind === 'task') return <Circle label={t('complete', { subject })} acts={acts} onClick={acts.complete} />;
  return (
    <MenuButton
      button={<Circle label={t('logCall', { subject })} acts={acts} />}
      entries={[
        { heading: t('howDidItGo') },
        ...defaultCallResults.map((result) => ({
          text: capital(responses.result(result)),
          onClick: () => acts.setResult(result),
        })),
        'divider',
        { text: t('withoutResult'), onClick: acts.complete },
      ]}
    />
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
