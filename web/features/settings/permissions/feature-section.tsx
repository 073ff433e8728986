import { Checkbox, Paper, Stack } from '@mantine/core';
import { type PermissionGroup, permissionGroups } from '#core/access/permissions.ts';
import { toggleFeature } from '#web/features/settings/permissions/edit-permissions.ts';
import { type Editing, GroupSwitch } from '#web/features/settings/permissions/group-switch.tsx';
import { profileWords } from '#web/features/settings/permissions/profile-words.ts';
import { useWords } from '#web/i18n/words.ts';

type FeatureSectionProps = Editing & { readonly group: Exclude<PermissionGroup, 'data'> };

export function FeatureSection({ group, permissions, onChange }: FeatureSectionProps) {
  const { t } = useWords(profileWords);
  const isOff = permissions.off.includes(group);
  return (
    <Paper component="section" withBorder p="md" aria-label={t(group)}>
      <GroupSwitch group={group} permissions={permissions} onChange={onChange} />
      <Stack gap="sm" mt="md" ps="3.25rem">
        {permissionGroups[group].features.map((feature) => (
          <Checkbox
            key={feature}
            size="xs"
            label={t(feature)}
            description={t(`${feature}Hint`)}
            checked={permissions.features.includes(feature)}
            disabled={isOff}
            onChange={() => onChange(toggleFeature(permissions, feature))}
          />
        ))}
      </Stack>
    </Paper>
  );
}
