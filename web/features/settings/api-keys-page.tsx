import { Badge, Button, Group, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { type Item, useAct, usePages } from '#web/api/hooks.ts';
import { NewApiKey } from '#web/features/settings/new-api-key.tsx';
import { scopeWords } from '#web/features/settings/scope-words.ts';
import { SettingsFrame } from '#web/features/settings/settings-frame.tsx';
import { settingsWords } from '#web/features/settings/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { useMe } from '#web/session/me.ts';
import { confirm } from '#web/ui/confirm.ts';
import { Empty, Failed, Waiting } from '#web/ui/states.tsx';
import { toastDone } from '#web/ui/toast.tsx';
import { Tone } from '#web/ui/tone.tsx';
import { useNow, When } from '#web/ui/when.tsx';

type ApiKey = Item<'listApiKeys'>;

export function ApiKeysPage() {
  const { t } = useWords(settingsWords);
  const [isMaking, setMaking] = useState(false);
  const keys = usePages('listApiKeys');
  const make = <Button onClick={() => setMaking(true)}>{t('newKey')}</Button>;
  return (
    <SettingsFrame part="apiKeys" actions={keys.items.length === 0 ? null : make}>
      <Text size="sm" c="dimmed" mb="md" maw="44rem">
        {t('apiKeysText')}
      </Text>
      {keys.status === 'pending' ? <Waiting /> : null}
      {keys.error === null ? null : <Failed error={keys.error} onRetry={keys.retry} />}
      {keys.status === 'success' && keys.items.length === 0 ? (
        <Empty title={t('noKeys')} text={t('noKeysText')} action={make} />
      ) : null}
      {keys.items.length === 0 ? null : <KeyTable keys={keys.items} />}
      {isMaking ? <NewApiKey onClose={() => setMaking(false)} /> : null}
    </SettingsFrame>
  );
}

function KeyTable({ keys }: { readonly keys: readonly ApiKey[] }) {
  const { t } = useWords(settingsWords);
  const isAdministrator = useMe().user.administrator;
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table aria-label={t('apiKeys')} verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('keyName')}</Table.Th>
            <Table.Th>{t('keyStart')}</Table.Th>
            {isAdministrator ? <Table.Th>{t('keyOf')}</Table.Th> : null}
            <Table.Th>{t('scopes')}</Table.Th>
            <Table.Th>{t('lastUsed')}</Table.Th>
            <Table.Th>{t('expires')}</Table.Th>
            <Table.Th colSpan={2}>{t('state')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {keys.map((key) => (
            <KeyRow key={key.id} apiKey={key} isWhoseShown={isAdministrator} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

type KeyRowProps = { readonly apiKey: ApiKey; readonly isWhoseShown: boolean };

function KeyRow({ apiKey, isWhoseShown }: KeyRowProps) {
  const { t } = useWords(settingsWords);
  const format = useFormat();
  const { id, name, prefix, scopes, user, expiresAt, lastUsedAt } = apiKey;
  const state = useStateOf(apiKey);
  const revoke = useAct('revokeApiKey', {
    refreshes: ['listApiKeys'],
    onDone: () => toastDone(t('wasRevoked', { name })),
  });
  const ask = async () => {
    const question = { title: t('revokeTitle', { name }), text: t('revokeText'), yes: t('revoke') };
    if (await confirm({ ...question, kind: 'destructive' })) revoke.mutate({ params: { id } });
  };
  return (
    <Table.Tr>
      <Table.Td fw={600}>{name}</Table.Td>
      <Table.Td ff="monospace">{`cdz_${prefix}_…`}</Table.Td>
      {isWhoseShown ? <Table.Td>{user.name}</Table.Td> : null}
      <Table.Td>
        <Group gap={4}>
          {scopes.map((scope) => (
            <Badge key={scope} variant="default" tt="none" fw={500} title={scope}>
              {t(scopeWords[scope])}
            </Badge>
          ))}
        </Group>
      </Table.Td>
      <Table.Td>{lastUsedAt === null ? t('never') : <When at={lastUsedAt} />}</Table.Td>
      <Table.Td>{expiresAt === null ? t('forever') : format.date(expiresAt)}</Table.Td>
      <Table.Td>
        <Tone color={state === 'valid' ? 'green' : 'gray'}>{t(state)}</Tone>
      </Table.Td>
      <Table.Td ta="end">
        {state === 'valid' ? (
          <Button
            variant="default"
            size="compact-xs"
            aria-label={t('revokeNamed', { name })}
            loading={revoke.isPending}
            onClick={() => void ask()}
          >
            {t('revoke')}
          </Button>
        ) : null}
      </Table.Td>
    </Table.Tr>
  );
}

function useStateOf({ revokedAt, expiresAt }: ApiKey): 'valid' | 'revoked' | 'expired' {
  const now = useNow();
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && Date.parse(expiresAt) <= now ? 'expired' : 'valid';
}
