// One thing that happened to a lead, in a line; mails open to their text.
import { Anchor, Collapse, Text, UnstyledButton } from '@mantine/core';
import {
  ArrowPathIcon,
  ArrowUturnLeftIcon,
  CheckCircleIcon,
  EnvelopeIcon,
  PencilSquareIcon,
  PhoneIcon,
} from '@heroicons/react/16/solid';
import { Link } from '@tanstack/react-router';
import { type ComponentType, type ReactNode, type SVGProps, useId, useState } from 'react';
import { capital, useResponseWords } from '#web/features/cadences/response-words.ts';
import { ChangeList } from '#web/features/leads/change-list.tsx';
import type { Field } from '#web/features/leads/field-sections.ts';
import classes from '#web/features/leads/timeline.module.css';
import type { TimelineItem } from '#web/features/leads/timeline-days.ts';
import { timelineWords } from '#web/features/leads/timeline-words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { QuietLine } from '#web/ui/quiet-line.tsx';

type ItemOf<Kind extends TimelineItem['kind']> = Extract<TimelineItem, { kind: Kind }>;
type TimelineEntryProps = { readonly item: TimelineItem; readonly fields: readonly Field[] };

export function TimelineEntry({ item, fields }: TimelineEntryProps) {
  switch (item.kind) {
    case 'email_sent':
      return <SentMail item={item} />;
    case 'email_received':
      return <ReceivedMail item={item} />;
    case 'activity':
      return <MadeActivity item={item} />;
    case 'cadence':
      return <CadenceEvent item={item} />;
    default:
      return (
        <Entry icon={PencilSquareIcon} at={item.at}>
          <ChangeList item={item} fields={fields} />
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

function SentMail({ item }: { readonly item: ItemOf<'email_sent'> }) {
  const { t } = useWords(timelineWords);
  const { subject, recipient, text, cadence, at } = item;
  return (
    <Entry icon={EnvelopeIcon} at={at}>
      <Mail subject={subject} text={text} about={t('emailTo', { recipient })}>
        {cadence === null ? null : (
          <span>
            {t('fromCadence')} <RoundLink enrollment={cadence.enrollment} name={cadence.name} />
          </span>
        )}
        <MailEvents item={item} />
      </Mail>
    </Entry>
  );
}

/** Each response once, as it came first. */
function MailEvents({ item: { state, events } }: { readonly item: ItemOf<'email_sent'> }) {
  const { t } = useWords(timelineWords);
  const said = new Set<string>();
  if (state === 'unconfirmed') said.add(t('unconfirmed'));
  if (state === 'failed') said.add(t('failed'));
  for (const { kind, link } of events) {
    if (kind === 'clicked') said.add(link === null ? t('clickedLink') : t('clicked', { link: shortLink(link) }));
    else if (isTold(kind)) said.add(t(kind));
  }
  return said.size === 0 ? null : <span className={classes['responses']}>{[...said].join(' · ')}</span>;
}

const told = ['opened', 'replied', 'bounced', 'unsubscribed', 'complained'] as const;

function isTold(kind: string): kind is (typeof told)[number] {
  return (told as readonly string[]).includes(kind);
}

function shortLink(link: string): string {
  return link.replace(/^https?:\/\//, '');
}

const receivedWords = {
  reply: 'reply',
  auto_reply: 'autoReply',
  bounce: 'bounce',
  feedback: 'feedback',
} as const;

function ReceivedMail({ item }: { readonly item: ItemOf<'email_received'> }) {
  const { t } = useWords(timelineWords);
  const { sort, from: sender, subject, text, at } = item;
  const word = sort in receivedWords ? receivedWords[sort as keyof typeof receivedWords] : 'emailFrom'; // a key of it
  return (
    <Entry icon={ArrowUturnLeftIcon} at={at}>
      <Mail subject={subject} text={text} about={t(word, { sender })} isOpenAtFirst={sort === 'reply'} />
    </Entry>
  );
}

type MailProps = {
  readonly subject: string;
  readonly text: string;
  readonly about: string;
  readonly isOpenAtFirst?: boolean;
  readonly children?: ReactNode;
};

/** T4: a mail is text here, whatever it was written in. */
function Mail({ subject, text, about, isOpenAtFirst = false, children }: MailProps) {
  const { t } = useWords(timelineWords);
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const body = useId();
  return (
    <>
      <UnstyledButton
        className={classes['subject']}
        aria-expanded={isOpen}
        aria-controls={body}
        aria-label={t('readMessage', { subject })}
        onClick={() => setOpen(!isOpen)}
      >
        {subject}
      </UnstyledButton>
      <QuietLine>
        <span>{about}</span>
        {children}
      </QuietLine>
      <Collapse expanded={isOpen} id={body}>
        <div className={classes['body']}>{text.trim() === '' ? t('noText') : tidyText(text)}</div>
      </Collapse>
    </>
  );
}

/** Text made of HTML has a line for every cell of its tables. */
function tidyText(text: string): string {
  return text.trim().replace(/\n\s*\n\s*\n/g, '\n\n');
}

function MadeActivity({ item }: { readonly item: ItemOf<'activity'> }) {
  const { t } = useWords(timelineWords);
  const responses = useResponseWords();
  const { type, subject, status, result, at } = item;
  return (
    <Entry icon={type === 'call' ? PhoneIcon : CheckCircleIcon} at={at}>
      <span>
        {t(type === 'call' ? 'callMade' : 'taskMade')} <strong>{subject}</strong>
      </span>
      <Text span size="xs" c="dimmed">
        {capital(responses.result(result ?? status))}
      </Text>
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
