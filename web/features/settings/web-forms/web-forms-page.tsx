import { Anchor, Badge, Button, Stack, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useRead } from '#web/api/hooks.ts';
import { AdministratorFrame } from '#web/features/settings/administrator-frame.tsx';
import { NewWebForm } from '#web/features/settings/web-forms/new-web-form.tsx';
import { WebFormActions } from '#web/features/settings/web-forms/web-form-actions.tsx';
import { WebFormState } from '#web/features/settings/web-forms/web-form-state.tsx';
import type { WebForm } from '#web/features/settings/web-forms/wish.ts';
import { webFormWords } from '#web/features/settings/web-forms/words.ts';
import { settingsWords } from '#web/features/settings/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { Empty, Loaded } from '#web/ui/states.tsx';

export function WebFormsPage() {
  const { t } = useWords(webFormWords);
  const [isAdding, setAdding] = useState(false);
  const add = <Button onClick={() => setAdding(true)}>{t('add')}</Button>;
  return (
    <AdministratorFrame part="webForms" actions={add}>
      <Stack>
        <Text size="sm" c="dimmed" maw="44rem">
          {t('text')}
        </Text>
        <WebForms />
      </Stack>
      {isAdding ? <NewWebForm onClose={() => setAdding(false)} /> : null}
    </AdministratorFrame>
  );
}

function WebForms() {
  const { t } = useWords(webFormWords);
  const { t: settings } = useWords(settingsWords);
  return (
    <Loaded of={useRead('listWebForms')}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={t('none')} text={t('noneText')} />
        ) : (
          <Table.ScrollContainer minWidth={640}>
            <Table aria-label={settings('webForms')} verticalSpacing="xs">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('name')}</Table.Th>
                  <Table.Th>{t('owner')}</Table.Th>
                  <Table.Th>{t('state')}</Table.Th>
                  <Table.Th>{t('taken')}</Table.Th>
                  <Table.Th colSpan={2}>{t('held')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((form) => (
                  <WebFormRow key={form.id} form={form} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )
      }
    </Loaded>
  );
}

function WebFormRow({ form }: { readonly form: WebForm }) {
  const format = useFormat();
  const { id, name, owner, taken, held } = form;
  return (
    <Table.Tr>
      <Table.Td maw="24rem">
        <Anchor
          fw={600}
          size="sm"
          renderRoot={(props) => <Link to={paths.settingsWebForm} params={{ webFormId: id }} {...props} />}
        >
          {name}
        </Anchor>
      </Table.Td>
      <Table.Td>{owner.name}</Table.Td>
      <Table.Td>
        <WebFormState form={form} />
      </Table.Td>
      <Table.Td>{format.number(taken)}</Table.Td>
      <Table.Td>{held === 0 ? format.number(held) : <Badge>{format.number(held)}</Badge>}</Table.Td>
      <Table.Td ta="end">
        <WebFormActions form={form} />
      </Table.Td>
    </Table.Tr>
  );
}
