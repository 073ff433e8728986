// What can be done with a whole profile, from the list and from its own page.
import type { Profile } from '#web/features/settings/permissions/edit-permissions.ts';
import { profileWords } from '#web/features/settings/permissions/profile-words.ts';
import { useAct, useRead } from '#web/api/hooks.ts';
import { useWords } from '#web/i18n/words.ts';
import { confirm } from '#web/ui/confirm.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import type { MenuEntry } from '#web/ui/menu-entry.ts';
import { toastDone } from '#web/ui/toast.tsx';

/** Who has which profile shows there too. */
export const profileRefreshes = ['listProfiles', 'listAccounts'] as const;

type ProfileMenu = { readonly profile: Profile; readonly onCopy: () => void; readonly onDeleted?: () => void };

export function useProfileMenu({ profile, onCopy, onDeleted }: ProfileMenu): readonly MenuEntry[] {
  const { t } = useWords(profileWords);
  const { t: general } = useWords(generalWords);
  const standard = useRead('listProfiles').data?.items.find((one) => one.standard)?.name ?? t('standard');
  const { id, name, holders } = profile;
  const remove = useAct('deleteProfile', {
    refreshes: profileRefreshes,
    onDone: () => {
      toastDone(t('wasDeleted', { name }));
      onDeleted?.();
    },
  });
  const ask = async () => {
    const text = holders === 0 ? t('deleteUnused') : t('deleteText', { count: holders, standard });
    const asked = { title: t('deleteTitle', { name }), text, yes: general('delete') };
    if (await confirm({ ...asked, kind: 'destructive' })) remove.mutate({ params: { id } });
  };
  return [
    { text: t('copy'), onClick: onCopy },
    'divider',
    {
      text: general('delete'),
      onClick: () => void ask(),
      isDestructive: true,
      why: profile.standard ? t('whyStandardStays') : null,
    },
  ];
}
