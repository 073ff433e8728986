// The incoming webhook of one's chat: tried out with a message before it is kept.
import { Alert, Button, Group, PasswordInput, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type ChatProvider, chatProviders } from '#core/notices/notice-choices.ts';
import type { Answer } from '#web/api/call.ts';
import { useAct } from '#web/api/hooks.ts';
import { myNotificationWords } from '#web/features/settings/notifications/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { confirm } from '#web/ui/confirm.ts';
import { toastDone } from '#web/ui/toast.tsx';

type Chat = Answer<'getMyNotifications'>['chat'];

export function ChatSetting({ chat }: { readonly chat: Chat }) {
  const { t } = useWords(myNotificationWords);
  return (
    <Stack>
      <Title order={2}>{t('chatTitle')}</Title>
      <Text size="sm" c="dimmed">
        {t('chatText')}
      </Text>
      {chat === null ? <ChatForm /> : <ChatSet chat={chat} />}
    </Stack>
  );
}

function ChatSet({ chat: { provider, host } }: { readonly chat: NonNullable<Chat> }) {
  const { t } = useWords(myNotificationWords);
  const remove = useAct('removeMyChat', {
    refreshes: ['getMyNotifications'],
    onDone: () => toastDone(t('removed')),
  });
  const ask = async () => {
    const question = { title: t('removeTitle'), text: t('removeText'), yes: t('removeChat') };
    if (await confirm({ ...question, kind: 'destructive' })) remove.mutate({});
  };
  return (
    <Group>
      <Text size="sm">{t('chatSet', { provider: t(provider), host })}</Text>
      <Button variant="default" size="xs" loading={remove.isPending} onClick={() => void ask()}>
        {t('removeChat')}
      </Button>
    </Group>
  );
}

function ChatForm() {
  const { t } = useWords(myNotificationWords);
  const [provider, setProvider] = useState<ChatProvider>('dingtalk');
  const [url, setUrl] = useState('');
  const [secret, setSecret] = useState('');
  const set = useAct('setMyChat', {
    refreshes: ['getMyNotifications'],
    onDone: () => toastDone(t('chatSaved')),
    onProblem: () => undefined, // shown beside the form
  });
  const save = (event: FormEvent) => {
    event.preventDefault();
    const kept = provider === 'dingtalk' && secret.trim() !== '' ? secret.trim() : null;
    set.mutate({ body: { provider, url: url.trim(), secret: kept } });
  };
  return (
    <form onSubmit={save}>
      <Stack maw="32rem">
        {set.error === null ? null : (
          <Alert color="red" role="alert">
            {set.error.message}
          </Alert>
        )}
        <Select
          label={t('provider')}
          allowDeselect={false}
          data={chatProviders.map((value) => ({ value, label: t(value) }))}
          value={provider}
          onChange={(value) => setProvider(chatProviders.find((one) => one === value) ?? provider)}
        />
        <TextInput
          label={t('url')}
          type="url"
          required
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        {provider === 'dingtalk' ? (
          <PasswordInput
            label={t('secret')}
            description={t('secretHint')}
            value={secret}
            onChange={(event) => setSecret(event.currentTarget.value)}
          />
        ) : null}
        <Group>
          <Button type="submit" loading={set.isPending}>
            {t('tryAndSave')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
