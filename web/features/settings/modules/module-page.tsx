// The fields of a module: the product's and those that administrators made.
import { Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useRead } from '#web/api/hooks.ts';
import type { Field, Module } from '#web/features/records/module.ts';
import { tagsKey } from '#web/features/records/usual-fields.ts';
import { FieldDialog } from '#web/features/settings/modules/field-dialog.tsx';
import { FieldRow } from '#web/features/settings/modules/field-row.tsx';
import { fieldWords } from '#web/features/settings/modules/field-words.ts';
import { layoutWords } from '#web/features/settings/modules/layout/layout-words.ts';
import { ModuleTags } from '#web/features/settings/modules/module-tags.tsx';
import { RetiredFields } from '#web/features/settings/modules/retired-fields.tsx';
import { moduleWords } from '#web/features/settings/modules/words.ts';
import { SettingsFrame } from '#web/features/settings/settings-frame.tsx';
import { settingsWords } from '#web/features/settings/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { may, useMe } from '#web/session/me.ts';
import { Loaded } from '#web/ui/states.tsx';
import { WhyButton } from '#web/ui/why-button.tsx';

export function ModulePage() {
  const { module } = useParams({ from: paths.settingsModule });
  return <PageOf key={module} moduleKey={module} />;
}

function PageOf({ moduleKey }: { readonly moduleKey: string }) {
  const { language } = useWords(fieldWords);
  const module = useRead('getModule', { params: { module: moduleKey } });
  const title = module.data?.label[language] ?? moduleKey;
  return (
    <SettingsFrame
      part="modules"
      item={title}
      actions={module.data === undefined ? null : <Ways module={module.data} />}
    >
      <Loaded of={module}>{(described) => <Fields module={described} />}</Loaded>
    </SettingsFrame>
  );
}

function Ways({ module }: { readonly module: Module }) {
  const { t } = useWords(fieldWords);
  const { t: modules } = useWords(moduleWords);
  const { t: layout } = useWords(layoutWords);
  const { t: settings } = useWords(settingsWords);
  const why = may(useMe(), 'admin') ? null : settings('forAdministrators');
  const [isAdding, setAdding] = useState(false);
  const records = { to: paths.records, params: { module: module.key } } as const;
  const drawing = { to: paths.settingsLayout, params: { module: module.key } } as const;
  return (
    <>
      <Button variant="default" renderRoot={(props) => <Link {...drawing} {...props} />}>
        {layout('layout')}
      </Button>
      <Button variant="default" renderRoot={(props) => <Link {...records} {...props} />}>
        {modules('toRecords')}
      </Button>
      <WhyButton why={why} onClick={() => setAdding(true)}>
        {t('newField')}
      </WhyButton>
      <FieldDialog module={module} field={null} isOpen={isAdding} onClose={() => setAdding(false)} />
    </>
  );
}

function Fields({ module }: { readonly module: Module }) {
  const { t } = useWords(fieldWords);
  const { t: settings } = useWords(settingsWords);
  const mayAdmin = may(useMe(), 'admin');
  const [edited, setEdited] = useState<Field | null>(null);
  const own = module.fields.filter(({ system }) => !system);
  const others = module.fields.filter(({ system }) => system);
  return (
    <Stack>
      <Text size="sm" c="dimmed" maw="44rem">
        {t('about')}
      </Text>
      <Table.ScrollContainer minWidth={640}>
        <Table aria-label={settings('fields')} verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('field')}</Table.Th>
              <Table.Th>{t('key')}</Table.Th>
              <Table.Th>{t('type')}</Table.Th>
              <Table.Th>{t('details')}</Table.Th>
              <Table.Th colSpan={2}>{t('origin')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {/* Their own first: they are what people come for. */}
            {[...own, ...others].map((field) => (
              <FieldRow
                key={field.key}
                module={module}
                field={field}
                // Tags have a list of their own below.
                onEdit={mayAdmin && field.key !== tagsKey ? () => setEdited(field) : null}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <ModuleTags module={module} mayAdmin={mayAdmin} />
      {module.retired.length === 0 ? null : (
        <div>
          <Group gap="xs" align="baseline">
            <Title order={2} size="h3">
              {t('retiredFields')}
            </Title>
            <Text size="sm" c="dimmed">
              {t('retiredText')}
            </Text>
          </Group>
          <RetiredFields module={module} mayRestore={mayAdmin} />
        </div>
      )}
      {edited === null ? null : (
        <FieldDialog key={edited.key} module={module} field={edited} isOpen onClose={() => setEdited(null)} />
      )}
    </Stack>
  );
}
