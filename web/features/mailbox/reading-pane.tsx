// One message as its recipient reads it, beside what the recipient can do.
import { ScrollArea, SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import { useRead } from '#web/api/hooks.ts';
import classes from '#web/features/mailbox/mailbox-page.module.css';
import type { Message } from '#web/features/mailbox/message.ts';
import { RecipientDesk } from '#web/features/mailbox/recipient-desk.tsx';
import { mailboxWords } from '#web/features/mailbox/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { MailFrame } from '#web/ui/mail-frame.tsx';
import { Loaded } from '#web/ui/states.tsx';

export function ReadingPane({ id }: { readonly id: string }) {
  const message = useRead('getCaughtMessage', { params: { id } });
  return (
    <div className={classes['pane']}>
      <Loaded of={message}>
        {(loaded) => (
          <>
            <Mail key={`mail ${loaded.id}`} message={loaded} />
            <RecipientDesk key={`desk ${loaded.id}`} message={loaded} />
          </>
        )}
      </Loaded>
    </div>
  );
}

const looks = ['formatted', 'text', 'headers'] as const;
type Look = (typeof looks)[number];

function Mail({ message }: { readonly message: Message }) {
  const { t } = useWords(mailboxWords);
  const format = useFormat();
  const possible = looks.filter((one) => one !== 'formatted' || message.html !== null);
  const [look, setLook] = useState<Look>(possible[0] ?? 'text');
  const { subject, from, recipient, receivedAt } = message;
  return (
    <article className={classes['mail']} aria-labelledby="subject">
      <header>
        <h2 id="subject">{subject === '' ? t('noSubject') : subject}</h2>
        <dl>
          <dt>{t('from')}</dt>
          <dd>{from === null ? null : `${from.name} <${from.address}>`}</dd>
          <dt>{t('to')}</dt>
          <dd>{recipient}</dd>
          <dt>{t('received')}</dt>
          <dd>{format.dateTime(receivedAt)}</dd>
        </dl>
        <SegmentedControl
          size="xs"
          aria-label={t('show')}
          value={look}
          onChange={setLook}
          data={possible.map((value) => ({ value, label: t(value) }))}
        />
      </header>
      <Content message={message} look={look} />
    </article>
  );
}

function Content({
  message: { html, text, headers, subject },
  look,
}: {
  readonly message: Message;
  readonly look: Look;
}) {
  const { t } = useWords(mailboxWords);
  if (look === 'formatted' && html !== null)
    return (
      <div className={classes['frame']}>
        <MailFrame html={html} title={t('mail', { subject })} />
      </div>
    );
  return (
    <ScrollArea className={classes['plain']} viewportProps={{ tabIndex: 0 }}>
      {look === 'headers' ? (
        <dl className={classes['headers']}>
          {headers.map(({ name, value }, index) => (
            <div key={index}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <Text component="pre" className={classes['text']}>
          {text}
        </Text>
      )}
    </ScrollArea>
  );
}
