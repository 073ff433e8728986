import { Alert, Button, Group, Stack, TextInput } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useRead } from '#web/api/hooks.ts';
import { AdministratorFrame } from '#web/features/settings/administrator-frame.tsx';
import type { Profile } from '#web/features/settings/permissions/edit-permissions.ts';
import { FeatureSection } from '#web/features/settings/permissions/feature-section.tsx';
import { FieldsSection } from '#web/features/settings/permissions/fields-section.tsx';
import { NewProfile } from '#web/features/settings/permissions/new-profile.tsx';
import { useProfileMenu } from '#web/features/settings/permissions/profile-acts.ts';
import { type ProfileDraft, useProfileDraft } from '#web/features/settings/permissions/profile-draft.ts';
import { profileWords } from '#web/features/settings/permissions/profile-words.ts';
import { RecordsSection } from '#web/features/settings/permissions/records-section.tsx';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { may, useMe } from '#web/session/me.ts';
import { paths } from '#web/paths.ts';
import { MoreButton } from '#web/ui/menu-button.tsx';
import { Empty, Loaded } from '#web/ui/states.tsx';
import { WhyButton } from '#web/ui/why-button.tsx';

export function ProfileEditorPage() {
  const isAdministrator = may(useMe(), 'admin');
  return isAdministrator ? <Found /> : <AdministratorFrame part="profiles">{null}</AdministratorFrame>;
}

function Found() {
  const { t } = useWords(generalWords);
  const { profileId } = useParams({ from: paths.settingsPermissions });
  const profiles = useRead('listProfiles');
  return (
    <Loaded of={profiles}>
      {({ items }) => {
        const profile = items.find(({ id }) => id === profileId);
        if (profile !== undefined) {
          return <Editor key={profileId} profile={profile} onStale={() => void profiles.refetch()} />;
        }
        return (
          <AdministratorFrame part="profiles">
            <Empty title={t('notFoundTitle')} text={t('notFoundText')} />
          </AdministratorFrame>
        );
      }}
    </Loaded>
  );
}

type EditorProps = { readonly profile: Profile; readonly onStale: () => void };

function Editor({ profile, onStale }: EditorProps) {
  const { t } = useWords(profileWords);
  const draft = useProfileDraft({ profile, onStale });
  const { name, permissions, change } = draft;
  return (
    <AdministratorFrame part="profiles" item={profile.name} actions={<Actions profile={profile} draft={draft} />}>
      <Stack gap="xl" maw="58rem">
        {draft.isStale ? <Stale draft={draft} /> : null}
        <TextInput
          label={t('name')}
          description={profile.standard ? t('standardText') : t('holdersOf', { count: profile.holders })}
          required
          maxLength={100}
          maw="24rem"
          value={name}
          error={draft.nameProblem}
          onChange={(event) => draft.rename(event.currentTarget.value)}
        />
        <RecordsSection permissions={permissions} onChange={change} />
        <FeatureSection group="automation" permissions={permissions} onChange={change} />
        <FeatureSection group="insight" permissions={permissions} onChange={change} />
        <FieldsSection permissions={permissions} onChange={change} />
      </Stack>
    </AdministratorFrame>
  );
}

function Actions({ profile, draft }: { readonly profile: Profile; readonly draft: ProfileDraft }) {
  const { t } = useWords(profileWords);
  const { t: general } = useWords(generalWords);
  const navigate = useNavigate();
  const [isCopying, setCopying] = useState(false);
  const entries = useProfileMenu({
    profile,
    onCopy: () => setCopying(true),
    onDeleted: () => void navigate({ to: paths.settingsProfiles }),
  });
  return (
    <Group gap="xs">
      <MoreButton label={t('actionsOf', { name: profile.name })} entries={entries} variant="default" />
      <WhyButton why={draft.hasChanges ? null : t('nothingToSave')} loading={draft.isSaving} onClick={draft.save}>
        {general('save')}
      </WhyButton>
      {isCopying ? <NewProfile from={profile} onClose={() => setCopying(false)} /> : null}
    </Group>
  );
}

function Stale({ draft }: { readonly draft: ProfileDraft }) {
  const { t } = useWords(profileWords);
  return (
    <Alert color="orange" title={t('staleTitle')} role="alert">
      <Group gap="xs">
        <Button variant="default" onClick={() => draft.resolve('theirs')}>
          {t('takeTheirs')}
        </Button>
        <Button variant="default" onClick={() => draft.resolve('ours')}>
          {t('keepOurs')}
        </Button>
      </Group>
    </Alert>
  );
}
