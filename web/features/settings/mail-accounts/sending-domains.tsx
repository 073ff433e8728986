// What the DNS of the domains that mail comes from says, and what to put into it.
import { Button, Card, Code, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '#web/api/call.ts';
import { useAct, useRead } from '#web/api/hooks.ts';
import { mailAccountWords } from '#web/features/settings/mail-accounts/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { CopyText } from '#web/ui/copy-text.tsx';
import { Loaded } from '#web/ui/states.tsx';
import { toastDone } from '#web/ui/toast.tsx';
import { Tone } from '#web/ui/tone.tsx';

type Domain = Answer<'listSendingDomains'>['items'][number];
type CheckedRecord = Answer<'checkSendingDomain'>['records'][number];

export function SendingDomains() {
  const { t } = useWords(mailAccountWords);
  return (
    <Stack gap="sm">
      <Title order={2}>{t('domains')}</Title>
      <Text size="sm" c="dimmed" maw="44rem">
        {t('domainsText')}
      </Text>
      <Loaded of={useRead('listSendingDomains')}>
        {({ items }) => items.map((domain) => <OneDomain key={domain.domain} domain={domain} />)}
      </Loaded>
    </Stack>
  );
}

function OneDomain({ domain: { domain, dkim } }: { readonly domain: Domain }) {
  const { t } = useWords(mailAccountWords);
  const [records, setRecords] = useState<readonly CheckedRecord[]>([]);
  const params = { domain };
  const check = useAct('checkSendingDomain', {
    refreshes: ['listSendingDomains'],
    onDone: (answer) => setRecords(answer.records),
  });
  const make = useAct('makeDkimKey', {
    refreshes: ['listSendingDomains'],
    onDone: () => {
      toastDone(t('keyMade'));
      check.mutate({ params });
    },
  });
  return (
    <Card withBorder maw="52rem">
      <Group justify="space-between">
        <div>
          <Text fw={600}>{domain}</Text>
          <Signing dkim={dkim} />
        </div>
        <Group gap="xs">
          <Button variant="default" size="xs" loading={make.isPending} onClick={() => make.mutate({ params })}>
            {t(dkim === null ? 'makeKey' : 'renewKey')}
          </Button>
          <Button
            size="xs"
            aria-label={t('checkNamed', { domain })}
            loading={check.isPending}
            onClick={() => check.mutate({ params })}
          >
            {t('check')}
          </Button>
        </Group>
      </Group>
      <Stack gap="md" mt={records.length === 0 ? 0 : 'md'} aria-live="polite">
        {records.map((record) => (
          <DnsRecord key={record.record} record={record} />
        ))}
      </Stack>
    </Card>
  );
}

function Signing({ dkim }: Pick<Domain, 'dkim'>) {
  const { t } = useWords(mailAccountWords);
  const format = useFormat();
  if (dkim === null) return <Tone color="gray">{t('unsigned')}</Tone>;
  if (dkim.activeSince === null) return <Tone color="yellow">{t('keyWaits')}</Tone>;
  return <Tone color="green">{t('signed', { when: format.date(dkim.activeSince) })}</Tone>;
}

const colours: Partial<Record<CheckedRecord['verdict'], string>> = { fine: 'green', asks_nothing: 'yellow' };

function DnsRecord({ record: { record, verdict, says, found, wanted } }: { readonly record: CheckedRecord }) {
  const { t } = useWords(mailAccountWords);
  return (
    <Stack gap={4}>
      <Tone color={colours[verdict] ?? 'red'}>{t(record)}</Tone>
      <Text size="sm">{says}</Text>
      {found.map((text) => (
        <Text key={text} size="xs">
          {t('found')} <Code>{text}</Code>
        </Text>
      ))}
      {verdict === 'fine' || wanted === null ? null : (
        <Stack gap={4}>
          <Text size="xs" fw={600}>
            {t('wanted')}
          </Text>
          <Copied label={t('recordName')} text={wanted.name} />
          <Copied label={t('recordValue')} text={wanted.value} />
        </Stack>
      )}
    </Stack>
  );
}

function Copied({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <Group wrap="nowrap" align="flex-start">
      <Text size="xs" w="8rem" flex="none">
        {label}
      </Text>
      <Code flex={1} style={{ wordBreak: 'break-all' }}>
        {text}
      </Code>
      <CopyText text={text} size="compact-xs" />
    </Group>
  );
}
