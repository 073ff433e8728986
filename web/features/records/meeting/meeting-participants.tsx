// Who is invited to a meeting, what they answered, and telling them (E-10).
import { Alert, Text } from '@mantine/core';
import { useState } from 'react';
import { useAct, useRead } from '#web/api/hooks.ts';
import type { Answer } from '#web/api/call.ts';
import { InviteDialog, type Person } from '#web/features/records/meeting/invite-dialog.tsx';
import { meetingWords } from '#web/features/records/meeting/meeting-words.ts';
import type { Module, ShownRecord } from '#web/features/records/module.ts';
import classes from '#web/features/records/page/belongings.module.css';
import { RecordSection } from '#web/features/records/page/record-section.tsx';
import { useWhyNot } from '#web/features/records/why-not.ts';
import { useWords } from '#web/i18n/words.ts';
import { confirm } from '#web/ui/confirm.ts';
import { QuietLine } from '#web/ui/quiet-line.tsx';
import { Loaded } from '#web/ui/states.tsx';
import { toastDone } from '#web/ui/toast.tsx';
import { Tone } from '#web/ui/tone.tsx';
import { When } from '#web/ui/when.tsx';
import { WhyButton } from '#web/ui/why-button.tsx';

type MeetingParticipantsProps = { readonly record: ShownRecord; readonly module: Module };
type Shown = Answer<'getMeetingInvitation'>;

export function MeetingParticipants({ record, module }: MeetingParticipantsProps) {
  const invitation = useRead('getMeetingInvitation', { params: { id: record.id } });
  const whyNot = useWhyNot(module)('update');
  return (
    <Loaded of={invitation}>{(shown) => <Participants meeting={record.id} shown={shown} whyNot={whyNot} />}</Loaded>
  );
}

type ParticipantsProps = { readonly meeting: string; readonly shown: Shown; readonly whyNot: string | null };

function Participants({ meeting, shown, whyNot }: ParticipantsProps) {
  const { t } = useWords(meetingWords);
  const [isOpen, setOpen] = useState(false);
  const { state, participants, proposed, isTold, why, organizer } = shown;
  const invite = useAct('sendMeetingInvitation', {
    refreshes: ['getMeetingInvitation'],
    onDone: () => {
      setOpen(false);
      toastDone(t('wereInvited'));
    },
  });
  const reason = whyNot ?? (why === null ? null : t(`why_${why}`));
  const send = (people: readonly Person[]) =>
    invite.mutate({
      params: { id: meeting },
      body: { participants: people.map(({ name, address }) => ({ name, address })) },
    });
  return (
    <RecordSection
      title={t('title')}
      actions={
        <>
          {state === 'sent' && !isTold ? (
            <WhyButton why={reason} size="xs" loading={invite.isPending} onClick={() => send(participants)}>
              {t('update')}
            </WhyButton>
          ) : null}
          {state === 'sent' ? <CallOff meeting={meeting} whyNot={whyNot} /> : null}
          <WhyButton why={reason} variant="subtle" onClick={() => setOpen(true)}>
            {state === 'sent' ? t('change') : t('invite')}
          </WhyButton>
        </>
      }
    >
      {state === 'none' ? (
        <Text size="sm" c="dimmed">
          {t('none')}
        </Text>
      ) : null}
      {state === 'cancelled' ? (
        <Text size="sm" c="dimmed">
          {t('isOff')}
        </Text>
      ) : null}
      {state === 'sent' && !isTold ? (
        <Alert color="yellow" p="xs">
          {t('notTold')}
        </Alert>
      ) : null}
      {state === 'sent' ? <ParticipantList participants={participants} /> : null}
      {state === 'sent' ? (
        <Text size="xs" c="dimmed">
          {t('answersTo', { address: organizer.address })}
        </Text>
      ) : null}
      {isOpen ? (
        <InviteDialog
          initial={state === 'none' ? proposed : participants}
          isSending={invite.isPending}
          onSend={send}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </RecordSection>
  );
}

function CallOff({ meeting, whyNot }: Pick<ParticipantsProps, 'meeting' | 'whyNot'>) {
  const { t } = useWords(meetingWords);
  const cancel = useAct('cancelMeetingInvitation', {
    refreshes: ['getMeetingInvitation'],
    onDone: () => toastDone(t('wasCancelled')),
  });
  const ask = async () => {
    const question = { title: t('cancelTitle'), text: t('cancelText'), yes: t('cancelYes') };
    if (await confirm({ ...question, kind: 'destructive' })) cancel.mutate({ params: { id: meeting } });
  };
  return (
    <WhyButton why={whyNot} variant="subtle" color="red" loading={cancel.isPending} onClick={() => void ask()}>
      {t('cancelMeeting')}
    </WhyButton>
  );
}

const colours = { accepted: 'green', declined: 'red', tentative: 'yellow' } as const;

function ParticipantList({ participants }: Pick<Shown, 'participants'>) {
  const { t } = useWords(meetingWords);
  return (
    <ul className={classes['list']} aria-label={t('title')}>
      {participants.map(({ name, address, answer, answeredAt, comment, mail }) => (
        <li key={address} className={classes['item']}>
          <div className={classes['content']}>
            <Text size="sm">{name === '' ? address : name}</Text>
            <QuietLine>
              {name === '' ? null : <span>{address}</span>}
              {answeredAt === null ? null : <When at={answeredAt} />}
              {mail === 'planned' || mail === 'claimed' ? <span>{t('mailWaits')}</span> : null}
              {mail === 'failed' ? <span>{t('mailFailed')}</span> : null}
              {mail === 'unconfirmed' ? <span>{t('mailUnconfirmed')}</span> : null}
            </QuietLine>
            {comment === null ? null : <Text size="sm">{comment}</Text>}
          </div>
          <Tone color={answer === null ? 'gray' : colours[answer]}>{t(answer ?? 'waiting')}</Tone>
        </li>
      ))}
    </ul>
  );
}
