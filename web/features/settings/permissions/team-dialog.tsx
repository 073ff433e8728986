import { Button, MultiSelect, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Answer } from '#web/api/call.ts';
import { useAct, useRead } from '#web/api/hooks.ts';
import { useNameProblem } from '#web/features/settings/permissions/name-problem.ts';
import { roleWords } from '#web/features/settings/permissions/role-words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { Dialog, DialogButtons } from '#web/ui/dialog.tsx';
import { toastDone } from '#web/ui/toast.tsx';

export type Team = Answer<'listTeams'>['items'][number];

type TeamDialogProps = {
  /** Null: a new one. */
  readonly team: Team | null;
  readonly onClose: () => void;
};

export function TeamDialog({ team, onClose }: TeamDialogProps) {
  const { t } = useWords(roleWords);
  const { t: general } = useWords(generalWords);
  const users = useRead('listUsers').data?.items ?? [];
  const [name, setName] = useState(team?.name ?? '');
  const [members, setMembers] = useState<string[]>([...(team?.members ?? [])]);
  const saving = useSaveTeam(team, onClose);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.save({ name: name.trim(), members });
  };
  return (
    <Dialog title={team === null ? t('newTeam') : t('teamTitle', { name: team.name })} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={t('name')}
            description={t('teamHint')}
            required
            maxLength={100}
            data-autofocus
            value={name}
            error={saving.nameProblem}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <MultiSelect
            label={t('members')}
            searchable
            value={members}
            onChange={setMembers}
            data={users
              .filter(({ id, active }) => active || members.includes(id))
              .map((user) => ({ value: user.id, label: user.name }))}
          />
          <DialogButtons onCancel={onClose}>
            <Button type="submit" disabled={name.trim() === ''} loading={saving.isSaving}>
              {general('save')}
            </Button>
          </DialogButtons>
        </Stack>
      </form>
    </Dialog>
  );
}

function useSaveTeam(team: Team | null, onClose: () => void) {
  const { t } = useWords(roleWords);
  const nameProblem = useNameProblem();
  const options = {
    refreshes: ['listTeams'] as const,
    onDone: ({ name }: Team) => {
      toastDone(t('savedTeam', { name }));
      onClose();
    },
    onProblem: nameProblem.onProblem,
  };
  const create = useAct('createTeam', options);
  const update = useAct('updateTeam', options);
  return {
    nameProblem: nameProblem.says,
    isSaving: create.isPending || update.isPending,
    save: (body: Omit<Team, 'id'>) => {
      nameProblem.say(null);
      if (team === null) create.mutate({ body });
      else update.mutate({ params: { id: team.id }, body });
    },
  };
}
