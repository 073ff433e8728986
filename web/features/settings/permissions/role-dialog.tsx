import { Select, Switch } from '@mantine/core';
import { useState } from 'react';
import { useAct, useRead } from '#web/api/hooks.ts';
import { NamedForm } from '#web/features/settings/permissions/named-form.tsx';
import { useNameProblem } from '#web/features/settings/permissions/name-problem.ts';
import { placesFor, type Role } from '#web/features/settings/permissions/role-tree.ts';
import { roleWords } from '#web/features/settings/permissions/role-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { toastDone } from '#web/ui/toast.tsx';

type RoleDialogProps = {
  /** Null: a new one. */
  readonly role: Role | null;
  /** The role above at first; null: none. */
  readonly parent: string | null;
  readonly onClose: () => void;
};

const TOP = 'top';
const INDENT = '\u2003';

export function RoleDialog({ role, parent: firstParent, onClose }: RoleDialogProps) {
  const { t } = useWords(roleWords);
  const roles = useRead('listRoles').data?.items ?? [];
  const [name, setName] = useState(role?.name ?? '');
  const [parent, setParent] = useState(firstParent);
  const [peers, setPeers] = useState(role?.peers ?? false);
  const saving = useSaveRole(role, onClose);
  const named = { label: t('name'), hint: t('roleHint'), value: name, problem: saving.nameProblem, onChange: setName };
  return (
    <NamedForm
      title={role === null ? t('newRole') : t('editTitle', { name: role.name })}
      name={named}
      isSaving={saving.isSaving}
      onSave={() => saving.save({ name: name.trim(), parent, peers })}
      onClose={onClose}
    >
      <Select
        label={t('parent')}
        description={t('parentHint')}
        allowDeselect={false}
        value={parent ?? TOP}
        onChange={(value) => setParent(value === TOP ? null : value)}
        data={[
          { value: TOP, label: t('top') },
          ...placesFor(roles, role).map(({ role: { id, name }, depth }) => ({
            value: id,
            label: INDENT.repeat(depth) + name,
          })),
        ]}
      />
      <Switch
        label={t('peersLabel')}
        description={t('peersHint')}
        checked={peers}
        onChange={(event) => setPeers(event.currentTarget.checked)}
      />
    </NamedForm>
  );
}

type RoleContent = Pick<Role, 'name' | 'parent' | 'peers'>;

function useSaveRole(role: Role | null, onClose: () => void) {
  const { t } = useWords(roleWords);
  const nameProblem = useNameProblem();
  const options = {
    // Users and groups are shown with the names of roles.
    refreshes: ['listRoles', 'listAccounts'] as const,
    onDone: ({ name }: Role) => {
      toastDone(t('savedRole', { name }));
      onClose();
    },
    onProblem: nameProblem.onProblem,
  };
  const create = useAct('createRole', options);
  const update = useAct('updateRole', options);
  return {
    nameProblem: nameProblem.says,
    isSaving: create.isPending || update.isPending,
    save: (body: RoleContent) => {
      nameProblem.say(null);
      if (role === null) create.mutate({ body });
      else update.mutate({ params: { id: role.id }, body });
    },
  };
}
