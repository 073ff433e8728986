import { Button, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useAct, useRead } from '#web/api/hooks.ts';
import { AdministratorFrame } from '#web/features/settings/administrator-frame.tsx';
import { FactorRequirement } from '#web/features/settings/two-factor/requirement.tsx';
import { UserFactor, useResetFactor } from '#web/features/settings/two-factor/user-factor.tsx';
import { twoFactorWords } from '#web/features/settings/two-factor/words.ts';
import { settingsWords } from '#web/features/settings/words.ts';
import { Invitations } from '#web/features/settings/users/invitations.tsx';
import { InviteDialog } from '#web/features/settings/users/invite-dialog.tsx';
import { type User, UserProfile, UserRole } from '#web/features/settings/users/user-access.tsx';
import { userWords } from '#web/features/settings/users/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { useMe } from '#web/session/me.ts';
import { confirm } from '#web/ui/confirm.ts';
import { MoreButton } from '#web/ui/menu-button.tsx';
import { Loaded } from '#web/ui/states.tsx';
import { toastDone } from '#web/ui/toast.tsx';
import { Tone } from '#web/ui/tone.tsx';

export function UsersPage() {
  const { t } = useWords(userWords);
  const [isInviting, setInviting] = useState(false);
  return (
    <AdministratorFrame part="users" actions={<Button onClick={() => setInviting(true)}>{t('invite')}</Button>}>
      <Stack>
        <Text size="sm" c="dimmed" maw="44rem">
          {t('text')}
        </Text>
        <FactorRequirement />
        <Users />
        <Invitations />
      </Stack>
      {isInviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
    </AdministratorFrame>
  );
}

function Users() {
  const { t } = useWords(userWords);
  const { t: settings } = useWords(settingsWords);
  const { t: factor } = useWords(twoFactorWords);
  return (
    <Loaded of={useRead('listAccounts')}>
      {({ items }) => (
        <Table.ScrollContainer minWidth={840}>
          <Table aria-label={settings('users')} verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('name')}</Table.Th>
                <Table.Th>{t('email')}</Table.Th>
                <Table.Th>{t('profile')}</Table.Th>
                <Table.Th>{t('role')}</Table.Th>
                <Table.Th>{factor('column')}</Table.Th>
                <Table.Th colSpan={2}>{t('state')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((user) => (
                <UserRow key={user.id} user={user} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Loaded>
  );
}

function UserRow({ user }: { readonly user: User }) {
  const { t } = useWords(userWords);
  const { id, name, email, administrator, active } = user;
  const isMe = useMe().user.id === id;
  const change = useAct('updateUser', {
    refreshes: ['listAccounts', 'listUsers', ...(isMe ? (['getMe'] as const) : [])],
  });
  const save = (body: { administrator?: boolean; active?: boolean }, done: string) =>
    change.mutate({ params: { id }, body }, { onSuccess: () => toastDone(done) });
  const resetFactor = useResetFactor(user);
  const switchRole = async () => {
    const asked = { title: t('makeMemberTitle'), text: t('makeMemberText'), yes: t('makeMember') };
    if (isMe && administrator && !(await confirm({ ...asked, kind: 'destructive' }))) return;
    save({ administrator: !administrator }, t(administrator ? 'isMember' : 'isAdministrator', { name }));
  };
  const switchActive = async () => {
    if (!active) return save({ active: true }, t('wasReactivated', { name }));
    const asked = { title: t('deactivateTitle', { name }), text: t('deactivateText', { name }), yes: t('deactivate') };
    if (await confirm({ ...asked, kind: 'destructive' })) save({ active: false }, t('wasDeactivated', { name }));
  };
  return (
    <Table.Tr>
      <Table.Td fw={600}>{isMe ? t('you', { name }) : name}</Table.Td>
      <Table.Td>{email}</Table.Td>
      <Table.Td>
        <UserProfile user={user} />
      </Table.Td>
      <Table.Td>
        <UserRole user={user} />
      </Table.Td>
      <Table.Td>
        <UserFactor id={id} />
      </Table.Td>
      <Table.Td>
        <Tone color={active ? 'green' : 'gray'}>{t(active ? 'active' : 'inactive')}</Tone>
      </Table.Td>
      <Table.Td ta="end">
        <MoreButton
          label={t('actionsOf', { name })}
          entries={[
            { text: t(administrator ? 'makeMember' : 'makeAdministrator'), onClick: () => void switchRole() },
            { text: t(active ? 'deactivate' : 'reactivate'), onClick: () => void switchActive() },
            ...resetFactor,
          ]}
        />
      </Table.Td>
    </Table.Tr>
  );
}
