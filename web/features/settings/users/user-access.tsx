// A user's profile and role, changed in place; both hold from the user's next request on.
import { Select, Text } from '@mantine/core';
import type { Answer } from '#web/api/call.ts';
import { useAct, useRead } from '#web/api/hooks.ts';
import { userWords } from '#web/features/settings/users/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { toastDone } from '#web/ui/toast.tsx';

export type User = Answer<'listAccounts'>['items'][number];
type WithUser = { readonly user: User };

const refreshes = ['listAccounts', 'listProfiles', 'listRoles'] as const;

export function UserProfile({ user: { id, name, administrator, profile } }: WithUser) {
  const { t } = useWords(userWords);
  const profiles = useRead('listProfiles').data?.items ?? [profile];
  const change = useAct('updateUser', {
    refreshes,
    onDone: (saved) => toastDone(t('hasProfile', { name, profile: saved.profile.name })),
  });
  if (administrator) return <Text size="sm">{t('administrator')}</Text>;
  return (
    <Select
      size="xs"
      w="10rem"
      aria-label={t('profileOf', { name })}
      allowDeselect={false}
      disabled={change.isPending}
      value={profile.id}
      onChange={(chosen) => {
        if (chosen !== null) change.mutate({ params: { id }, body: { profile: chosen } });
      }}
      data={profiles.map((one) => ({ value: one.id, label: one.name }))}
    />
  );
}

const NONE = 'none';

export function UserRole({ user: { id, name, role } }: WithUser) {
  const { t } = useWords(userWords);
  const roles = useRead('listRoles').data?.items ?? (role === null ? [] : [role]);
  const change = useAct('updateUser', {
    refreshes,
    onDone: (saved) =>
      toastDone(saved.role === null ? t('hasNoRole', { name }) : t('hasRole', { name, role: saved.role.name })),
  });
  return (
    <Select
      size="xs"
      w="10rem"
      aria-label={t('roleOf', { name })}
      allowDeselect={false}
      disabled={change.isPending}
      value={role?.id ?? NONE}
      onChange={(chosen) => {
        if (chosen !== null) change.mutate({ params: { id }, body: { role: chosen === NONE ? null : chosen } });
      }}
      data={[{ value: NONE, label: t('noRole') }, ...roles.map((one) => ({ value: one.id, label: one.name }))]}
    />
  );
}
