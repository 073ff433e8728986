import { Button, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useRead } from '#web/api/hooks.ts';
import { NewAccount } from '#web/features/settings/mail-accounts/account-dialog.tsx';
import { AccountRow } from '#web/features/settings/mail-accounts/account-row.tsx';
import { SendingDomains } from '#web/features/settings/mail-accounts/sending-domains.tsx';
import { mailAccountWords } from '#web/features/settings/mail-accounts/words.ts';
import { SettingsFrame } from '#web/features/settings/settings-frame.tsx';
import { settingsWords } from '#web/features/settings/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { may, useMe } from '#web/session/me.ts';
import { Empty, Loaded } from '#web/ui/states.tsx';

export function MailAccountsPage() {
  const { t } = useWords(mailAccountWords);
  const [isAdding, setAdding] = useState(false);
  const isAdministrator = may(useMe(), 'admin');
  return (
    <SettingsFrame part="mailAccounts" actions={<Button onClick={() => setAdding(true)}>{t('add')}</Button>}>
      <Stack gap="xl">
        <Stack>
          <Text size="sm" c="dimmed" maw="44rem">
            {t('text')}
          </Text>
          <Accounts />
        </Stack>
        {isAdministrator ? <SendingDomains /> : null}
      </Stack>
      {isAdding ? <NewAccount onClose={() => setAdding(false)} /> : null}
    </SettingsFrame>
  );
}

function Accounts() {
  const { t } = useWords(mailAccountWords);
  const { t: settings } = useWords(settingsWords);
  return (
    <Loaded of={useRead('listMailAccounts')}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={t('none')} text={t('noneText')} />
        ) : (
          <Table.ScrollContainer minWidth={760}>
            <Table aria-label={settings('mailAccounts')} verticalSpacing="xs">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('name')}</Table.Th>
                  <Table.Th>{t('whose')}</Table.Th>
                  <Table.Th>{t('perHour')}</Table.Th>
                  <Table.Th colSpan={2}>{t('state')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((account) => (
                  <AccountRow key={account.id} account={account} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )
      }
    </Loaded>
  );
}
