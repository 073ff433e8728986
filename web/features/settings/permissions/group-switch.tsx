import { Switch } from '@mantine/core';
import type { PermissionGroup } from '#core/access/permissions.ts';
import { type Permissions, toggleGroup } from '#web/features/settings/permissions/edit-permissions.ts';
import { profileWords } from '#web/features/settings/permissions/profile-words.ts';
import { useWords } from '#web/i18n/words.ts';

export type Editing = {
  readonly permissions: Permissions;
  readonly onChange: (permissions: Permissions) => void;
};

/** Switches a group off and on as a whole. */
export function GroupSwitch({ group, permissions, onChange }: Editing & { readonly group: PermissionGroup }) {
  const { t } = useWords(profileWords);
  const isOn = !permissions.off.includes(group);
  return (
    <Switch
      label={t(group)}
      description={t(isOn ? `${group}Hint` : 'offNow')}
      checked={isOn}
      onChange={() => onChange(toggleGroup(permissions, group))}
      styles={{ label: { fontWeight: 600 } }}
    />
  );
}
