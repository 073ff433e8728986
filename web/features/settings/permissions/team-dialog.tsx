import { MultiSelect } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '#web/api/call.ts';
import { useAct, useRead } from '#web/api/hooks.ts';
import { NamedForm } from '#web/features/settings/permissions/named-form.tsx';
import { useNameProblem } from '#web/features/settings/permissions/name-problem.ts';
import { roleWords } from '#web/features/settings/permissions/role-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { toastDone } from '#web/ui/toast.tsx';

export type Team = Answer<'listTeams'>['items'][number];

type TeamDialogProps = {
  /** Null: a new one. */
  readonly team: Team | null;
  readonly onClose: () => void;
};

export function TeamDialog({ team, onClose }: TeamDialogProps) {
  const { t } = useWords(roleWords);
  const users = useRead('listUsers').data?.items ?? [];
  const [name, setName] = useState(team?.name ?? '');
  const [members, setMembers] = useState<string[]>([...(team?.members ?? [])]);
  const saving = useSaveTeam(team, onClose);
  const named = { label: t('name'), hint: t('teamHint'), value: name, problem: saving.nameProblem, onChange: setName };
  return (
    <NamedForm
      title={team === null ? t('newTeam') : t('teamTitle', { name: team.name })}
      name={named}
      isSaving={saving.isSaving}
      onSave={() => saving.save({ name: name.trim(), members })}
      onClose={onClose}
    >
      <MultiSelect
        label={t('members')}
        searchable
        value={members}
        onChange={setMembers}
        data={users
          .filter(({ id, active }) => active || members.includes(id))
          .map((user) => ({ value: user.id, label: user.name }))}
      />
    </NamedForm>
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
