import { Anchor, Button, Group, Text } from '@mantine/core';
import { PlusIcon } from '@heroicons/react/16/solid';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useRead } from '#web/api/hooks.ts';
import type { TemplateListed } from '#web/features/templates/editing.ts';
import { inWordsOfFields } from '#web/features/templates/merge-fields.ts';
import { TemplateActions } from '#web/features/templates/template-actions.tsx';
import { templatesWords } from '#web/features/templates/words.ts';
import { type InWords, useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { may, useMe } from '#web/session/me.ts';
import type { Column } from '#web/ui/columns.ts';
import { DataTable } from '#web/ui/data-table.tsx';
import { useKey } from '#web/ui/keys.ts';
import { Page } from '#web/ui/page.tsx';
import { SearchField } from '#web/ui/search-field.tsx';
import { Empty, Loaded } from '#web/ui/states.tsx';
import { When } from '#web/ui/when.tsx';
import { WhyButton } from '#web/ui/why-button.tsx';

export function TemplatesPage() {
  const { t } = useWords(templatesWords);
  const templates = useRead('listTemplates');
  return (
    <Page
      title={t('title')}
      fit="full"
      aside={
        templates.data === undefined ? null : (
          <Text c="dimmed" role="status">
            {t('found', { count: templates.data.items.length })}
          </Text>
        )
      }
      actions={<NewTemplate />}
    >
      <Loaded of={templates}>{({ items }) => <TemplatesTable templates={items} />}</Loaded>
    </Page>
  );
}

function NewTemplate() {
  const { t } = useWords(templatesWords);
  const navigate = useNavigate();
  const create = () => void navigate({ to: paths.template });
  const why = may(useMe(), 'cadences.write') ? null : t('readOnly');
  useKey({ key: 'c', says: t('new') }, () => {
    if (why === null) create();
  });
  return (
    <WhyButton why={why} leftSection={<PlusIcon width={16} aria-hidden />} onClick={create}>
      {t('new')}
    </WhyButton>
  );
}

function TemplatesTable({ templates }: { readonly templates: readonly TemplateListed[] }) {
  const { t } = useWords(templatesWords);
  const [wanted, setWanted] = useState('');
  const columns = useMemo(() => columnsOf(t), [t]);
  const text = wanted.trim().toLowerCase();
  const found = templates.filter(({ name, subject }) => `${name}\n${subject}`.toLowerCase().includes(text));
  return (
    <DataTable
      name="templates"
      label={t('title')}
      columns={columns}
      rows={found}
      rowKey={({ name }) => name}
      rowName={({ name }) => name}
      toolbar={<SearchField placeholder={t('searchPlaceholder')} value={wanted} onChange={setWanted} />}
      empty={
        templates.length > 0 ? (
          <Empty title={t('noneMatch')} />
        ) : (
          <Empty
            title={t('emptyTitle')}
            text={t('emptyText')}
            action={<Button renderRoot={(props) => <Link to={paths.template} {...props} />}>{t('new')}</Button>}
          />
        )
      }
    />
  );
}

function columnsOf(t: InWords<typeof templatesWords.en>['t']): Column<TemplateListed>[] {
  return [
    {
      key: 'name',
      header: t('name'),
      shown: 'always',
      widthPx: 240,
      cell: ({ name }) => (
        <Anchor
          c="inherit"
          fw={600}
          size="sm"
          renderRoot={(props) => <Link to={paths.template} search={{ name }} {...props} />}
        >
          {name}
        </Anchor>
      ),
    },
    { key: 'subject', header: t('subject'), widthPx: 360, cell: (template) => <Subject {...template} /> },
    { key: 'usedBy', header: t('usedBy'), widthPx: 260, cell: (template) => <UsedBy {...template} /> },
    { key: 'modifiedAt', header: t('modified'), cell: ({ modifiedAt }) => <When at={modifiedAt} /> },
    {
      key: 'actions',
      header: t('actions'),
      shown: 'always',
      widthPx: 88,
      align: 'end',
      cell: (template) => <TemplateActions template={template} />,
    },
  ];
}

function Subject({ subject }: TemplateListed) {
  const { language } = useWords(templatesWords);
  const module = useRead('getModule', { params: { module: 'leads' } }).data;
  return module === undefined ? subject : inWordsOfFields(subject, module, language);
}

function UsedBy({ usedBy }: TemplateListed) {
  const { t } = useWords(templatesWords);
  return (
    <Group gap="xs" wrap="nowrap">
      {usedBy.map(({ id, name, sends }) => (
        <Anchor
          key={id}
          size="sm"
          renderRoot={(props) => <Link to={paths.cadence} params={{ cadenceId: id }} {...props} />}
        >
          {sends ? name : t('inDraft', { name })}
        </Anchor>
      ))}
    </Group>
  );
}
