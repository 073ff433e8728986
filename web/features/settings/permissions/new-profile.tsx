import { Button, Select, Stack, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useAct, useRead } from '#web/api/hooks.ts';
import type { Profile } from '#web/features/settings/permissions/edit-permissions.ts';
import { useNameProblem } from '#web/features/settings/permissions/name-problem.ts';
import { profileRefreshes } from '#web/features/settings/permissions/profile-acts.ts';
import { profileWords } from '#web/features/settings/permissions/profile-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { Dialog, DialogButtons } from '#web/ui/dialog.tsx';

type NewProfileProps = {
  /** The one to copy; null: the standard one, until another is chosen. */
  readonly from: Profile | null;
  readonly onClose: () => void;
};

export function NewProfile({ from, onClose }: NewProfileProps) {
  const { t } = useWords(profileWords);
  const navigate = useNavigate();
  const profiles = useRead('listProfiles').data?.items ?? [];
  const [name, setName] = useState(from === null ? '' : t('copyOf', { name: from.name }));
  const [chosen, setChosen] = useState<string | null>(from?.id ?? null);
  const problem = useNameProblem();
  const base = profiles.find(({ id, standard }) => (chosen === null ? standard : id === chosen));
  const create = useAct('createProfile', {
    refreshes: profileRefreshes,
    onProblem: problem.onProblem,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (base === undefined) return;
    // Once the lists know it, too.
    const onSuccess = ({ id }: Profile) => void navigate({ to: paths.settingsPermissions, params: { profileId: id } });
    create.mutate({ body: { name: name.trim(), permissions: base.permissions } }, { onSuccess });
  };
  return (
    <Dialog title={t('newProfile')} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={t('name')}
            description={t('newHint')}
            required
            maxLength={100}
            data-autofocus
            value={name}
            error={problem.says}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Select
            label={t('startFrom')}
            description={t('startFromHint')}
            allowDeselect={false}
            value={base?.id ?? null}
            onChange={setChosen}
            data={profiles.map((profile) => ({ value: profile.id, label: profile.name }))}
          />
          <DialogButtons onCancel={onClose}>
            <Button type="submit" disabled={name.trim() === '' || base === undefined} loading={create.isPending}>
              {t('create')}
            </Button>
          </DialogButtons>
        </Stack>
      </form>
    </Dialog>
  );
}
