// What the recipient can do with the message, and what the cadence makes of it.
import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { OperationId } from '#web/api/call.ts';
import { useAct } from '#web/api/hooks.ts';
import { Consequences } from '#web/features/mailbox/consequences.tsx';
import { linkTexts } from '#web/features/mailbox/link-texts.ts';
import classes from '#web/features/mailbox/mailbox-page.module.css';
import type { Message } from '#web/features/mailbox/message.ts';
import { mailboxWords } from '#web/features/mailbox/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { may, useMe } from '#web/session/me.ts';
import { WhyButton } from '#web/ui/why-button.tsx';

const refreshes: readonly OperationId[] = ['getEnrollment', 'getEnrollmentHistory', 'getCadenceReport', 'getTimeline'];

export function RecipientDesk({ message }: { readonly message: Message }) {
  const { t } = useWords(mailboxWords);
  const me = useMe();
  const [did, setDid] = useState<string | null>(null);
  return (
    <aside className={classes['desk']} aria-label={t('asRecipient')}>
      {may(me, 'records.write') ? (
        <section>
          <h2>{t('asRecipient')}</h2>
          <Acts message={message} onDone={setDid} />
          <Text role="status" size="sm" mt="sm">
            {did === null ? null : (
              <>
                <strong>{did}</strong> {message.enrollment === null ? null : t('watch')}
              </>
            )}
          </Text>
        </section>
      ) : null}
      <section>
        <h2>{t('follows')}</h2>
        {message.enrollment === null ? (
          <Text c="dimmed">{t('notOfCadence')}</Text>
        ) : (
          <Consequences enrollment={message.enrollment} />
        )}
      </section>
    </aside>
  );
}

type ActsProps = { readonly message: Message; readonly onDone: (did: string) => void };

function Acts({ message, onDone }: ActsProps) {
  const { t } = useWords(mailboxWords);
  const { id, recipient: who, canOpen, canUnsubscribe, html, links } = message;
  const params = { id };
  const open = useAct('openCaughtMessage', { refreshes, onDone: () => onDone(t('didOpen', { who })) });
  const texts = linkTexts(html, links);
  const click = useAct('clickCaughtLink', {
    refreshes,
    onDone: (_, { body }) => onDone(t('didClick', { who, link: texts[body.link] ?? '' })),
  });
  const bounce = useAct('bounceCaughtMessage', { refreshes, onDone: () => onDone(t('didBounce')) });
  const leave = useAct('unsubscribeByCaughtMessage', {
    refreshes,
    onDone: () => onDone(t('didUnsubscribe', { who })),
  });
  return (
    <Stack gap="xs">
      <WhyButton
        variant="default"
        justify="start"
        why={canOpen ? null : t('noOpen')}
        loading={open.isPending}
        onClick={() => open.mutate({ params })}
      >
        {t('open')}
      </WhyButton>
      <Text size="xs" c="dimmed">
        {t('openText')}
      </Text>
      {texts.map((link, index) => (
        <Button
          key={links[index]}
          variant="default"
          justify="start"
          loading={click.isPending}
          onClick={() => click.mutate({ params, body: { link: index } })}
        >
          {t('click', { link })}
        </Button>
      ))}
      <Reply message={message} onDone={onDone} />
      <Group gap="xs">
        <WhyButton
          variant="default"
          why={canUnsubscribe ? null : t('noUnsubscribe')}
          loading={leave.isPending}
          onClick={() => leave.mutate({ params })}
        >
          {t('unsubscribe')}
        </WhyButton>
        <Button
          variant="default"
          title={t('bounceText')}
          loading={bounce.isPending}
          onClick={() => bounce.mutate({ params })}
        >
          {t('bounce')}
        </Button>
      </Group>
    </Stack>
  );
}

function Reply({ message: { id, recipient: who }, onDone }: ActsProps) {
  const { t } = useWords(mailboxWords);
  const [text, setText] = useState('');
  const input = { params: { id }, body: { text } };
  const done = (did: string) => {
    setText('');
    onDone(did);
  };
  const reply = useAct('replyToCaughtMessage', { refreshes, onDone: () => done(t('didReply', { who })) });
  const autoReply = useAct('autoReplyToCaughtMessage', { refreshes, onDone: () => done(t('didAutoReply', { who })) });
  const why = text.trim() === '' ? t('writeFirst') : null;
  return (
    <Stack gap="xs">
      <Textarea
        size="xs"
        label={t('replyText')}
        placeholder={t('replyPlaceholder')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={20_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group gap="xs">
        <WhyButton why={why} loading={reply.isPending} onClick={() => reply.mutate(input)}>
          {t('sendReply')}
        </WhyButton>
        <WhyButton variant="default" why={why} loading={autoReply.isPending} onClick={() => autoReply.mutate(input)}>
          {t('autoReply')}
        </WhyButton>
      </Group>
      <Text size="xs" c="dimmed">
        {t('autoReplyText')}
      </Text>
    </Stack>
  );
}
