// One thing that happened to a record, in a line; mails open to what their readers saw.
import { Anchor } from '@mantine/core';
import {
  ArrowPathIcon,
  ArrowUturnLeftIcon,
  ChatBubbleBottomCenterTextIcon,
  CheckCircleIcon,
  ChatBubbleLeftRightIcon,
  EnvelopeIcon,
  PaperClipIcon,
  PencilSquareIcon,
  PhoneIcon,
} from '@heroicons/react/16/solid';
import { Link } from '@tanstack/react-router';
import type { ComponentType, ReactNode, SVGProps } from 'react';
import { capital, useResponseWords } from '#web/features/cadences/response-words.ts';
import { ChangeList } from '#web/features/records/page/change-list.tsx';
import { MailEvents } from '#web/features/records/page/mail-events.tsx';
import type { Module, ShownRecord } from '#web/features/records/module.ts';
import classes from '#web/features/records/page/timeline.module.css';
import type { TimelineItem } from '#web/features/records/page/timeline-days.ts';
import { type MailPlace, TimelineMail } from '#web/features/records/page/timeline-mail.tsx';
import { timelineWords } from '#web/features/records/page/timeline-words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { QuietLine } from '#web/ui/quiet-line.tsx';

type ItemOf<Kind extends TimelineItem['kind']> = Extract<TimelineItem, { kind: Kind }>;
type TimelineEntryProps = {
  readonly record: ShownRecord;
  readonly module: Module;
  readonly item: TimelineItem;
};

export function TimelineEntry({ record, module, item }: TimelineEntryProps) {
  const place = { module: module.key, id: record.id };
  switch (item.kind) {
    case 'email_sent':
      return <SentMail record={place} item={item} />;
    case 'email_received':
      return <ReceivedMail record={place} item={item} />;
    case 'activity':
      return <MadeActivity item={item} />;
    case 'note':
    case 'attachment':
      return <Belonging item={item} />;
    case 'cadence':
      return <CadenceEvent item={item} />;
    default:
      return (
        <Entry icon={PencilSquareIcon} at={item.at}>
          <ChangeList item={item} fields={module.fields} />
        </Entry>
      );
  }
}

type EntryProps = {
  readonly icon: ComponentType<SVGProps<SVGSVGElement>>;
  readonly at: string;
  readonly children: ReactNode;
};

function Entry({ icon: Icon, at, children }: EntryProps) {
  const format = useFormat();
  return (
    <li className={classes['entry']}>
      <span className={classes['icon']}>
        <Icon width={14} aria-hidden />
      </span>
      <div className={classes['text']}>{children}</div>
      <time className={classes['time']} dateTime={at} title={format.exact(at)}>
        {format.time(at)}
      </time>
    </li>
  );
}

type MailProps<Kind extends TimelineItem['kind']> = {
  readonly record: MailPlace['record'];
  readonly item: ItemOf<Kind>;
};

function SentMail({ record, item }: MailProps<'email_sent'>) {
  const { t } = useWords(timelineWords);
  const { id, channel, subject, recipient, opening, cadence, at } = item;
  return (
    <Entry icon={channel === 'email' ? EnvelopeIcon : ChatBubbleLeftRightIcon} at={at}>
      <TimelineMail
        place={{ record, direction: 'sent', mail: id }}
        subject={subject}
        opening={opening}
        about={t(channel === 'email' ? 'emailTo' : 'whatsappTo', { recipient })}
      >
        {cadence === null ? null : (
          <span>
            {t('fromCadence')} <RoundLink enrollment={cadence.enrollment} name={cadence.name} />
          </span>
        )}
        <MailEvents item={item} />
      </TimelineMail>
    </Entry>
  );
}

const receivedWords = {
  reply: 'reply',
  doubtful_reply: 'doubtfulReply',
  auto_reply: 'autoReply',
  bounce: 'bounce',
  feedback: 'feedback',
  meeting_accepted: 'meetingAccepted',
  meeting_declined: 'meetingDeclined',
  meeting_tentative: 'meetingTentative',
} as const;

function ReceivedMail({ record, item }: MailProps<'email_received'>) {
  const { t } = useWords(timelineWords);
  const { id, sort, from: sender, subject, opening, at } = item;
  const word = sort in receivedWords ? receivedWords[sort as keyof typeof receivedWords] : 'emailFrom'; // a key of it
  return (
    <Entry icon={ArrowUturnLeftIcon} at={at}>
      <TimelineMail
        place={{ record, direction: 'received', mail: id }}
        subject={subject}
        opening={opening}
        about={t(word, { sender })}
      />
    </Entry>
  );
}

function MadeActivity({ item }: { readonly item: ItemOf<'activity'> }) {
  const { t } = useWords(timelineWords);
  const responses = useResponseWords();
  const { type, subject, status, result, actor, at } = item;
  return (
    <Entry icon={type === 'call' ? PhoneIcon : CheckCircleIcon} at={at}>
      <span>
        {t(type === 'call' ? 'callMade' : 'taskMade')} <strong>{subject}</strong>
      </span>
      <QuietLine>
        <span>{capital(result === null ? responses.response(status) : responses.result(result))}</span>
        {actor === null ? null : <span>{t('madeBy', { name: actor.name })}</span>}
      </QuietLine>
    </Entry>
  );
}

function Belonging({ item }: { readonly item: ItemOf<'note' | 'attachment'> }) {
  const { t } = useWords(timelineWords);
  const isNote = item.kind === 'note';
  return (
    <Entry icon={isNote ? ChatBubbleBottomCenterTextIcon : PaperClipIcon} at={item.at}>
      <span>
        {t(isNote ? 'noteWritten' : 'fileAttached')} <strong>{isNote ? item.text : item.name}</strong>
      </span>
      <QuietLine>{item.actor === null ? null : <span>{t('by', { name: item.actor.name })}</span>}</QuietLine>
    </Entry>
  );
}

function CadenceEvent({ item: { cadence, sentence, actor, at } }: { readonly item: ItemOf<'cadence'> }) {
  const { t } = useWords(timelineWords);
  return (
    <Entry icon={ArrowPathIcon} at={at}>
      <span>{sentence}</span>
      <QuietLine>
        <RoundLink enrollment={cadence.enrollment} name={cadence.name} />
        {actor === null ? null : <span>{t('by', { name: actor.name })}</span>}
      </QuietLine>
    </Entry>
  );
}

function RoundLink({ enrollment, name }: { readonly enrollment: string; readonly name: string }) {
  return (
    <Anchor
      size="xs"
      renderRoot={(props) => <Link to={paths.enrollment} params={{ enrollmentId: enrollment }} {...props} />}
    >
      {name}
    </Anchor>
  );
}
