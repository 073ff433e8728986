// Which verbs hold in which modules: all others first, then those that are set up by themselves.
import { ActionIcon, Checkbox, Group, Select, Stack, Table, Text, Title } from '@mantine/core';
import { XMarkIcon } from '@heroicons/react/16/solid';
import { permissionGroups, type Verb, verbs } from '#core/access/permissions.ts';
import {
  joinModule,
  type MatrixRow,
  separateModule,
  toggleVerb,
  verbsIn,
} from '#web/features/settings/permissions/edit-permissions.ts';
import { type Editing, GroupSwitch } from '#web/features/settings/permissions/group-switch.tsx';
import { type NamedModule, useActivityModules, useKnownModules } from '#web/features/settings/permissions/modules.ts';
import { profileWords } from '#web/features/settings/permissions/profile-words.ts';
import classes from '#web/features/settings/permissions/permissions.module.css';
import { type PlainKey, useWords } from '#web/i18n/words.ts';

const inQuantity: readonly Verb[] = permissionGroups.data.verbs;
const single = verbs.filter((verb) => !inQuantity.includes(verb));

const verbWords: Readonly<Record<Verb, PlainKey<typeof profileWords.en>>> = {
  read: 'read',
  create: 'create_verb',
  update: 'update',
  delete: 'delete_verb',
  import: 'import',
  export: 'export',
  bulk: 'bulk',
};

export function RecordsSection({ permissions, onChange }: Editing) {
  const { t } = useWords(profileWords);
  const modules = [...useKnownModules().main, ...useActivityModules()];
  const isSeparate = ({ key }: NamedModule) => Object.hasOwn(permissions.modules, key);
  const separate = modules.filter(isSeparate);
  const others = modules.filter((module) => !isSeparate(module));
  const editing = { permissions, onChange };
  return (
    <Stack component="section" gap="sm" aria-label={t('records')}>
      <Title order={2}>{t('records')}</Title>
      <Text size="sm" c="dimmed" maw="44rem">
        {t('recordsText')}
      </Text>
      <Table.ScrollContainer minWidth={720}>
        <Table aria-label={t('records')} verticalSpacing="xs" className={classes['matrix'] ?? ''}>
          <Head {...editing} />
          <Table.Tbody>
            <Row row={null} label={t(separate.length === 0 ? 'all' : 'allOthers')} {...editing} />
            {separate.map(({ key, label }) => (
              <Row key={key} row={key} label={label} {...editing} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Select
        maw="20rem"
        label={t('separate')}
        description={t('separateHint')}
        placeholder={t('module')}
        searchable
        value={null}
        onChange={(module) => {
          if (module !== null) onChange(separateModule(permissions, module));
        }}
        data={others.map(({ key, label }) => ({ value: key, label }))}
      />
    </Stack>
  );
}

function Head(editing: Editing) {
  const { t } = useWords(profileWords);
  return (
    <Table.Thead>
      <Table.Tr>
        <Table.Td colSpan={single.length + 1} />
        <Table.Td colSpan={inQuantity.length + 1} className={classes['quantity'] ?? ''}>
          <GroupSwitch group="data" {...editing} />
        </Table.Td>
      </Table.Tr>
      <Table.Tr>
        <Table.Th>{t('module')}</Table.Th>
        {verbs.map((verb) => (
          <Table.Th key={verb} className={classes['verb'] ?? ''}>
            {t(verbWords[verb])}
          </Table.Th>
        ))}
        <Table.Td />
      </Table.Tr>
    </Table.Thead>
  );
}

type RowProps = Editing & { readonly row: MatrixRow; readonly label: string };

function Row({ row, label, permissions, onChange }: RowProps) {
  const { t } = useWords(profileWords);
  const given = verbsIn(permissions, row);
  const isBarred = (verb: Verb) =>
    (verb !== 'read' && !given.includes('read')) || (inQuantity.includes(verb) && permissions.off.includes('data'));
  return (
    <Table.Tr>
      <Table.Th scope="row">
        {label}
        {row === null ? (
          <Text size="xs" c="dimmed">
            {t('othersHint')}
          </Text>
        ) : null}
      </Table.Th>
      {verbs.map((verb) => (
        <Table.Td key={verb} className={classes['verb'] ?? ''}>
          <Group justify="center">
            <Checkbox
              aria-label={t('ofModule', { verb: t(verbWords[verb]), module: label })}
              checked={given.includes(verb)}
              disabled={isBarred(verb)}
              onChange={() => onChange(toggleVerb(permissions, { row, verb }))}
            />
          </Group>
        </Table.Td>
      ))}
      <Table.Td>
        {row === null ? null : (
          <ActionIcon
            aria-label={t('join', { module: label })}
            title={t('join', { module: label })}
            onClick={() => onChange(joinModule(permissions, row))}
          >
            <XMarkIcon width={16} aria-hidden />
          </ActionIcon>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
