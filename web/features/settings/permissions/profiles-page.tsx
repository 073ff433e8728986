import { Anchor, Button, Stack, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useRead } from '#web/api/hooks.ts';
import { AdministratorFrame } from '#web/features/settings/administrator-frame.tsx';
import type { Profile } from '#web/features/settings/permissions/edit-permissions.ts';
import { NewProfile } from '#web/features/settings/permissions/new-profile.tsx';
import { useProfileMenu } from '#web/features/settings/permissions/profile-acts.ts';
import { profileWords } from '#web/features/settings/permissions/profile-words.ts';
import { settingsWords } from '#web/features/settings/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { MoreButton } from '#web/ui/menu-button.tsx';
import { Loaded } from '#web/ui/states.tsx';

export function ProfilesPage() {
  const { t } = useWords(profileWords);
  const [isAdding, setAdding] = useState(false);
  return (
    <AdministratorFrame part="profiles" actions={<Button onClick={() => setAdding(true)}>{t('newProfile')}</Button>}>
      <Stack>
        <Text size="sm" c="dimmed" maw="44rem">
          {t('text')}
        </Text>
        <Profiles />
      </Stack>
      {isAdding ? <NewProfile from={null} onClose={() => setAdding(false)} /> : null}
    </AdministratorFrame>
  );
}

function Profiles() {
  const { t } = useWords(profileWords);
  const { t: settings } = useWords(settingsWords);
  return (
    <Loaded of={useRead('listProfiles')}>
      {({ items }) => (
        <Table aria-label={settings('profiles')} verticalSpacing="xs" maw="44rem">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('name')}</Table.Th>
              <Table.Th colSpan={2}>{t('holders')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((profile) => (
              <ProfileRow key={profile.id} profile={profile} />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Loaded>
  );
}

function ProfileRow({ profile }: { readonly profile: Profile }) {
  const { t } = useWords(profileWords);
  const [isCopying, setCopying] = useState(false);
  const { id, name, standard, holders } = profile;
  const entries = useProfileMenu({ profile, onCopy: () => setCopying(true) });
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor
          fw={600}
          size="sm"
          renderRoot={(props) => <Link to={paths.settingsPermissions} params={{ profileId: id }} {...props} />}
        >
          {name}
        </Anchor>
        {standard ? (
          <Text size="xs" c="dimmed">
            {t('standardText')}
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td>{t('holdersOf', { count: holders })}</Table.Td>
      <Table.Td ta="end">
        <MoreButton label={t('actionsOf', { name })} entries={entries} />
        {isCopying ? <NewProfile from={profile} onClose={() => setCopying(false)} /> : null}
      </Table.Td>
    </Table.Tr>
  );
}
