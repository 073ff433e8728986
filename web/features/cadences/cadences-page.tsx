import { Group, NativeSelect, Text } from '@mantine/core';
import { PlusIcon } from '@heroicons/react/16/solid';
import { ArrowPathRoundedSquareIcon } from '@heroicons/react/24/outline';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, Suspense, useMemo, useState } from 'react';
import { useRead } from '#web/api/hooks.ts';
import { type CadenceHead, cadenceColumns } from '#web/features/cadences/cadence-columns.tsx';
import { type CadencesSearch, readCadencesSearch } from '#web/features/cadences/cadences-search.ts';
import { useCadenceRoom } from '#web/features/cadences/limits.ts';
import { ImportButton } from '#web/features/cadences/publishing/import-button.tsx';
import { cadencesWords } from '#web/features/cadences/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useMainModules } from '#web/features/records/modules.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { may, useMe } from '#web/session/me.ts';
import { DataTable } from '#web/ui/data-table.tsx';
import { useKey } from '#web/ui/keys.ts';
import { lazily } from '#web/ui/on-demand.tsx';
import { Page } from '#web/ui/page.tsx';
import { SearchField } from '#web/ui/search-field.tsx';
import { Empty, Loaded } from '#web/ui/states.tsx';
import { WhyButton } from '#web/ui/why-button.tsx';

const CreateCadence = lazily(async () => (await import('#web/features/cadences/create-cadence.tsx')).CreateCadence);

export function CadencesPage() {
  const { t } = useWords(cadencesWords);
  const { module, status } = useSearch({ from: paths.cadences });
  const [isCreating, setCreating] = useState(false);
  const mayWrite = may(useMe(), 'cadences.write');
  const cadences = useRead('listCadences', {
    query: { ...(module === undefined ? {} : { module }), ...(status === undefined ? {} : { status }) },
  });
  const { whyNoneMore } = useCadenceRoom(module ?? 'leads');
  const create = () => {
    if (mayWrite && whyNoneMore === null) setCreating(true);
  };
  useKey({ key: 'c', says: t('create') }, create);
  const button = mayWrite ? (
    <>
      <ImportButton />
      <WhyButton why={whyNoneMore} leftSection={<PlusIcon width={16} aria-hidden />} onClick={create}>
        {t('create')}
      </WhyButton>
    </>
  ) : null;
  return (
    <Page title={t('title')} fit="full" aside={<Found count={cadences.data?.items.length ?? null} />} actions={button}>
      <Loaded of={cadences}>{({ items }) => <CadencesTable cadences={items} create={button} />}</Loaded>
      {isCreating ? (
        <Suspense>
          <CreateCadence onClose={() => setCreating(false)} />
        </Suspense>
      ) : null}
    </Page>
  );
}

function Found({ count }: { readonly count: number | null }) {
  const { t } = useWords(cadencesWords);
  if (count === null) return null;
  return (
    <Text c="dimmed" role="status">
      {t('found', { count })}
    </Text>
  );
}

type CadencesTableProps = { readonly cadences: readonly CadenceHead[]; readonly create: ReactNode };

function CadencesTable({ cadences, create }: CadencesTableProps) {
  const { t } = useWords(cadencesWords);
  const format = useFormat();
  const search = useSearch({ from: paths.cadences });
  const columns = useMemo(() => cadenceColumns(t, format), [t, format]);
  const wanted = (search.q ?? '').toLocaleLowerCase();
  const rows = cadences.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  const isFiltered = Object.keys(search).length > 0;
  return (
    <DataTable
      name="cadences"
      label={t('title')}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      rowName={({ name }) => name}
      toolbar={<Filters search={search} />}
      empty={
        isFiltered ? (
          <Empty title={t('noneMatch')} />
        ) : (
          <Empty
            title={t('emptyTitle')}
            text={t('emptyText')}
            icon={<ArrowPathRoundedSquareIcon width={32} aria-hidden />}
            action={<Group gap="xs">{create}</Group>}
          />
        )
      }
    />
  );
}

function Filters({ search }: { readonly search: CadencesSearch }) {
  const { t, language } = useWords(cadencesWords);
  const navigate = useNavigate();
  const modules = useMainModules();
  const [text, setText] = useState(search.q ?? '');
  const change = (wanted: Record<string, string>) =>
    void navigate({ to: paths.cadences, search: readCadencesSearch({ ...search, ...wanted }), replace: true });
  return (
    <>
      <SearchField
        placeholder={t('searchPlaceholder')}
        value={text}
        onChange={(q) => {
          setText(q);
          change({ q });
        }}
      />
      <NativeSelect
        size="xs"
        aria-label={t('status')}
        value={search.status ?? ''}
        onChange={(event) => change({ status: event.currentTarget.value })}
        data={[
          { value: '', label: t('anyStatus') },
          ...(['active', 'draft', 'disabled', 'invalid'] as const).map((value) => ({ value, label: t(value) })),
        ]}
      />
      <NativeSelect
        size="xs"
        aria-label={t('module')}
        value={search.module ?? ''}
        onChange={(event) => change({ module: event.currentTarget.value })}
        data={[
          { value: '', label: t('anyModule') },
          ...modules.map(({ key, label }) => ({ value: key, label: label[language] })),
        ]}
      />
    </>
  );
}
