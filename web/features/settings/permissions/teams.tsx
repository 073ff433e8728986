import { Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useAct, useRead } from '#web/api/hooks.ts';
import { roleWords } from '#web/features/settings/permissions/role-words.ts';
import { type Team, TeamDialog } from '#web/features/settings/permissions/team-dialog.tsx';
import { useFormat } from '#web/i18n/format.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { confirm } from '#web/ui/confirm.ts';
import { MoreButton } from '#web/ui/menu-button.tsx';
import { Loaded } from '#web/ui/states.tsx';
import { toastDone } from '#web/ui/toast.tsx';

export function Teams() {
  const { t } = useWords(roleWords);
  const [isAdding, setAdding] = useState(false);
  return (
    <Stack component="section" gap="sm" aria-label={t('teams')}>
      <Group justify="space-between">
        <Title order={2}>{t('teams')}</Title>
        <Button onClick={() => setAdding(true)}>{t('newTeam')}</Button>
      </Group>
      <Text size="sm" c="dimmed">
        {t('teamsText')}
      </Text>
      <Loaded of={useRead('listTeams')}>
        {({ items }) => (items.length === 0 ? <Text size="sm">{t('noTeams')}</Text> : <TeamTable teams={items} />)}
      </Loaded>
      {isAdding ? <TeamDialog team={null} onClose={() => setAdding(false)} /> : null}
    </Stack>
  );
}

function TeamTable({ teams }: { readonly teams: readonly Team[] }) {
  const { t } = useWords(roleWords);
  return (
    <Table aria-label={t('teams')} verticalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('team')}</Table.Th>
          <Table.Th colSpan={2}>{t('members')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {teams.map((team) => (
          <TeamRow key={team.id} team={team} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function TeamRow({ team }: { readonly team: Team }) {
  const { t } = useWords(roleWords);
  const { t: general } = useWords(generalWords);
  const format = useFormat();
  const users = useRead('listUsers').data?.items ?? [];
  const [isEditing, setEditing] = useState(false);
  const { id, name } = team;
  const members = users.filter((user) => team.members.includes(user.id)).map((user) => user.name);
  const remove = useAct('deleteTeam', {
    refreshes: ['listTeams'],
    onDone: () => toastDone(t('wasDeletedTeam', { name })),
  });
  const ask = async () => {
    const asked = { title: t('deleteTeamTitle', { name }), text: t('deleteTeamText'), yes: general('delete') };
    if (await confirm({ ...asked, kind: 'destructive' })) remove.mutate({ params: { id } });
  };
  return (
    <Table.Tr>
      <Table.Td fw={600}>{name}</Table.Td>
      <Table.Td>{members.length === 0 ? t('noMembers') : format.list(members)}</Table.Td>
      <Table.Td ta="end">
        <MoreButton
          label={t('actionsOf', { name })}
          entries={[
            { text: t('editTeam'), onClick: () => setEditing(true) },
            'divider',
            { text: general('delete'), onClick: () => void ask(), isDestructive: true },
          ]}
        />
        {isEditing ? <TeamDialog team={team} onClose={() => setEditing(false)} /> : null}
      </Table.Td>
    </Table.Tr>
  );
}
