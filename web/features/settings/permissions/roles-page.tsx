import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useAct, useRead } from '#web/api/hooks.ts';
import { AdministratorFrame } from '#web/features/settings/administrator-frame.tsx';
import classes from '#web/features/settings/permissions/permissions.module.css';
import { RoleDialog } from '#web/features/settings/permissions/role-dialog.tsx';
import { type Branch, type Role, roleTree } from '#web/features/settings/permissions/role-tree.ts';
import { roleWords } from '#web/features/settings/permissions/role-words.ts';
import { Teams } from '#web/features/settings/permissions/teams.tsx';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { confirm } from '#web/ui/confirm.ts';
import { MoreButton } from '#web/ui/menu-button.tsx';
import { Empty, Loaded } from '#web/ui/states.tsx';
import { toastDone } from '#web/ui/toast.tsx';

export function RolesPage() {
  return (
    <AdministratorFrame part="roles">
      <Stack gap="xl" maw="44rem">
        <Roles />
        <Teams />
      </Stack>
    </AdministratorFrame>
  );
}

function Roles() {
  const { t } = useWords(roleWords);
  const [isAdding, setAdding] = useState(false);
  return (
    <Stack component="section" gap="sm" aria-label={t('roles')}>
      <Group justify="space-between">
        <Title order={2}>{t('roles')}</Title>
        <Button onClick={() => setAdding(true)}>{t('newRole')}</Button>
      </Group>
      <Text size="sm" c="dimmed">
        {t('rolesText')}
      </Text>
      <Loaded of={useRead('listRoles')}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('noRoles')} text={t('noRolesText')} level={2} />
          ) : (
            <ul className={classes['tree']}>
              {roleTree(items).map((branch) => (
                <BranchItem key={branch.role.id} branch={branch} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {isAdding ? <RoleDialog role={null} parent={null} onClose={() => setAdding(false)} /> : null}
    </Stack>
  );
}

function BranchItem({ branch: { role, below } }: { readonly branch: Branch }) {
  return (
    <li>
      <RoleLine role={role} />
      {below.length === 0 ? null : (
        <ul>
          {below.map((branch) => (
            <BranchItem key={branch.role.id} branch={branch} />
          ))}
        </ul>
      )}
    </li>
  );
}

function RoleLine({ role }: { readonly role: Role }) {
  const { t } = useWords(roleWords);
  const { t: general } = useWords(generalWords);
  const [opened, setOpened] = useState<'editing' | 'adding' | null>(null);
  const { name, holders, peers } = role;
  const remove = useDeleteRole(role);
  return (
    <div className={classes['role']}>
      <Text size="sm" fw={600}>
        {name}
      </Text>
      <Text size="xs" c="dimmed">
        {t('holdersOf', { count: holders })}
      </Text>
      {peers ? (
        <Text size="xs" c="dimmed">
          {t('peers')}
        </Text>
      ) : null}
      <MoreButton
        label={t('actionsOf', { name })}
        entries={[
          { text: t('addBelow'), onClick: () => setOpened('adding') },
          { text: t('edit'), onClick: () => setOpened('editing') },
          'divider',
          { text: general('delete'), onClick: () => void remove(), isDestructive: true },
        ]}
      />
      {opened === 'editing' ? <RoleDialog role={role} parent={role.parent} onClose={() => setOpened(null)} /> : null}
      {opened === 'adding' ? <RoleDialog role={null} parent={role.id} onClose={() => setOpened(null)} /> : null}
    </div>
  );
}

function useDeleteRole({ id, name }: Role): () => Promise<void> {
  const { t } = useWords(roleWords);
  const { t: general } = useWords(generalWords);
  const remove = useAct('deleteRole', {
    refreshes: ['listRoles'],
    onDone: () => toastDone(t('wasDeletedRole', { name })),
  });
  return async () => {
    const asked = { title: t('deleteRoleTitle', { name }), text: t('deleteRoleText'), yes: general('delete') };
    if (await confirm({ ...asked, kind: 'destructive' })) remove.mutate({ params: { id } });
  };
}
