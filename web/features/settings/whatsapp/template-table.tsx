import { Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useAct } from '#web/api/hooks.ts';
import type { Account, Whatsapp } from '#web/features/settings/whatsapp/draft.ts';
import { whatsappWords } from '#web/features/settings/whatsapp/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { Empty } from '#web/ui/states.tsx';
import { toastDone } from '#web/ui/toast.tsx';
import { Tone } from '#web/ui/tone.tsx';
import { When } from '#web/ui/when.tsx';

type Template = Whatsapp['templates'][number];

const shown = {
  approved: { color: 'green', word: 'approved' },
  pending: { color: 'blue', word: 'pending' },
  paused: { color: 'yellow', word: 'pausedTemplate' },
  rejected: { color: 'red', word: 'rejected' },
  disabled: { color: 'gray', word: 'disabled' },
} as const;

type TemplatesProps = { readonly account: Account; readonly templates: readonly Template[] };

export function Templates({ account: { synchronisedAt }, templates }: TemplatesProps) {
  const { t } = useWords(whatsappWords);
  const synchronise = useAct('synchroniseWhatsapp', {
    refreshes: ['getWhatsapp', 'listWhatsappTemplates'],
    onDone: () => toastDone(t('synchronised')),
  });
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={2} size="h4">
            {t('templates')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('templatesText')}
          </Text>
        </div>
        <Group gap="sm">
          {synchronisedAt === null ? null : (
            <Text size="xs" c="dimmed">
              {t('synchronisedAt')} <When at={synchronisedAt} />
            </Text>
          )}
          <Button variant="default" loading={synchronise.isPending} onClick={() => synchronise.mutate({})}>
            {t('synchronise')}
          </Button>
        </Group>
      </Group>
      {templates.length === 0 ? (
        <Empty title={t('noTemplates')} text={t('noTemplatesText')} />
      ) : (
        <TemplateTable templates={templates} />
      )}
    </Stack>
  );
}

function TemplateTable({ templates }: Pick<TemplatesProps, 'templates'>) {
  const { t } = useWords(whatsappWords);
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table aria-label={t('templates')} verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('name')}</Table.Th>
            <Table.Th>{t('language')}</Table.Th>
            <Table.Th>{t('status')}</Table.Th>
            <Table.Th>{t('message')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {templates.map(({ name, language, status, body, wants }) => (
            <Table.Tr key={`${name}/${language}`}>
              <Table.Td fw={600}>{name}</Table.Td>
              <Table.Td>{language}</Table.Td>
              <Table.Td>
                <Tone color={shown[status].color}>{t(shown[status].word)}</Tone>
              </Table.Td>
              <Table.Td>
                <Text size="sm" lineClamp={2}>
                  {body}
                </Text>
                {wants === null ? null : (
                  <Text size="xs" c="dimmed">
                    {t('wants', { what: wants })}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
