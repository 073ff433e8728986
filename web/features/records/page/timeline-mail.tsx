// A mail of the timeline: what it is about and how it begins; opened, it is as its reader saw it. Its body is fetched then.
import { Collapse, UnstyledButton } from '@mantine/core';
import { type ReactNode, Suspense, useId, useState } from 'react';
import { useRead } from '#web/api/hooks.ts';
import classes from '#web/features/records/page/timeline.module.css';
import { timelineWords } from '#web/features/records/page/timeline-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { lazily } from '#web/ui/on-demand.tsx';
import { QuietLine } from '#web/ui/quiet-line.tsx';
import { Loaded, Waiting } from '#web/ui/states.tsx';

const MailFrame = lazily(async () => (await import('#web/ui/mail-frame.tsx')).MailFrame);

export type MailPlace = {
  readonly record: { readonly module: string; readonly id: string };
  readonly direction: 'sent' | 'received';
  readonly mail: string;
};

type TimelineMailProps = {
  readonly place: MailPlace;
  readonly subject: string;
  readonly opening: string;
  readonly about: string;
  /** What became of it, beside that. */
  readonly children?: ReactNode;
};

export function TimelineMail({ place, subject, opening, about, children }: TimelineMailProps) {
  const { t } = useWords(timelineWords);
  const [isOpen, setOpen] = useState(false);
  const body = useId();
  const title = subject === '' ? t('noSubject') : subject;
  return (
    <>
      <UnstyledButton
        className={classes['mail']}
        aria-expanded={isOpen}
        aria-controls={body}
        aria-label={t('readMessage', { subject: title })}
        onClick={() => setOpen(!isOpen)}
      >
        <span className={classes['subject']}>{title}</span>
        {isOpen ? null : <span className={classes['opening']}>{opening}</span>}
      </UnstyledButton>
      <QuietLine>
        <span>{about}</span>
        {children}
      </QuietLine>
      <Collapse expanded={isOpen} id={body}>
        {isOpen ? <Body place={place} subject={title} /> : null}
      </Collapse>
    </>
  );
}

function Body({ place, subject }: { readonly place: MailPlace; readonly subject: string }) {
  const { t } = useWords(timelineWords);
  const { record, direction, mail } = place;
  const found = useRead('getMail', { params: { ...record, direction, mail } });
  return (
    <Loaded of={found}>
      {({ html, text }) =>
        html === null ? (
          <div className={classes['body']}>{text.trim() === '' ? t('noText') : text.trim()}</div>
        ) : (
          <div className={classes['frame']}>
            <Suspense fallback={<Waiting />}>
              <MailFrame html={html} title={t('message', { subject })} />
            </Suspense>
          </div>
        )
      }
    </Loaded>
  );
}
