// How one wants to be told of what (N-1).
import { Checkbox, Select, Stack, Table, Text } from '@mantine/core';
import { mailChoices } from '#core/notices/notice-choices.ts';
import type { Answer } from '#web/api/call.ts';
import { useAct, useRead } from '#web/api/hooks.ts';
import { ChatSetting } from '#web/features/settings/notifications/chat-setting.tsx';
import { myNotificationWords } from '#web/features/settings/notifications/words.ts';
import { SettingsFrame } from '#web/features/settings/settings-frame.tsx';
import { useWords } from '#web/i18n/words.ts';
import { Loaded } from '#web/ui/states.tsx';
import { toastDone } from '#web/ui/toast.tsx';

type MyNotifications = Answer<'getMyNotifications'>;
type Choice = MyNotifications['choices'][number];

export function NotificationsPage() {
  const { t } = useWords(myNotificationWords);
  return (
    <SettingsFrame part="notifications">
      <Loaded of={useRead('getMyNotifications')}>
        {(mine) => (
          <Stack gap="xl" maw="48rem">
            <Stack>
              <Text size="sm" c="dimmed">
                {t('text')}
              </Text>
              <Choices mine={mine} />
            </Stack>
            <ChatSetting chat={mine.chat} />
          </Stack>
        )}
      </Loaded>
    </SettingsFrame>
  );
}

/** Saved with each change. */
function Choices({ mine }: { readonly mine: MyNotifications }) {
  const { t } = useWords(myNotificationWords);
  const save = useAct('chooseMyNotifications', {
    refreshes: ['getMyNotifications', 'listNotifications'],
    onDone: () => toastDone(t('saved')),
  });
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('kind')}</Table.Th>
            <Table.Th>{t('app')}</Table.Th>
            <Table.Th>{t('mail')}</Table.Th>
            <Table.Th>{t('chat')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {mine.choices.map((choice) => (
            <ChoiceRow
              key={choice.kind}
              choice={choice}
              hasChat={mine.chat !== null}
              onChange={(changed) => save.mutate({ body: { choices: [changed] } })}
            />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

type ChoiceRowProps = {
  readonly choice: Choice;
  readonly hasChat: boolean;
  readonly onChange: (changed: Choice) => void;
};

function ChoiceRow({ choice, hasChat, onChange }: ChoiceRowProps) {
  const { t } = useWords(myNotificationWords);
  const kind = t(choice.kind);
  return (
    <Table.Tr>
      <Table.Td>{kind}</Table.Td>
      <Table.Td>
        <Checkbox
          aria-label={t('appOf', { kind })}
          checked={choice.app}
          onChange={(event) => onChange({ ...choice, app: event.currentTarget.checked })}
        />
      </Table.Td>
      <Table.Td>
        <Select
          size="xs"
          aria-label={t('mailOf', { kind })}
          allowDeselect={false}
          data={mailChoices.map((value) => ({ value, label: t(value) }))}
          value={choice.mail}
          onChange={(value) => onChange({ ...choice, mail: mailChoices.find((one) => one === value) ?? choice.mail })}
        />
      </Table.Td>
      <Table.Td>
        <Checkbox
          aria-label={t('chatOf', { kind })}
          disabled={!hasChat}
          title={hasChat ? '' : t('chatNeeded')}
          checked={hasChat && choice.chat}
          onChange={(event) => onChange({ ...choice, chat: event.currentTarget.checked })}
        />
      </Table.Td>
    </Table.Tr>
  );
}
