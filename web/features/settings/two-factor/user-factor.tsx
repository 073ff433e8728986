// Whether a user has a second factor, and taking it from somebody who lost their phone.
import { useAct, useRead } from '#web/api/hooks.ts';
import { twoFactorWords } from '#web/features/settings/two-factor/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { confirm } from '#web/ui/confirm.ts';
import type { MenuEntry } from '#web/ui/menu-entry.ts';
import { toastDone } from '#web/ui/toast.tsx';
import { Tone } from '#web/ui/tone.tsx';

export function UserFactor({ id }: { readonly id: string }) {
  const { t } = useWords(twoFactorWords);
  const has = useHasFactor(id);
  return has === null ? null : <Tone color={has ? 'green' : 'gray'}>{t(has ? 'hasIt' : 'hasNone')}</Tone>;
}

/** What the menu of a user who has one offers. */
export function useResetFactor({ id, name }: { readonly id: string; readonly name: string }): readonly MenuEntry[] {
  const { t } = useWords(twoFactorWords);
  const has = useHasFactor(id);
  const reset = useAct('resetTwoFactor', {
    refreshes: ['getTwoFactorRequirement'],
    onDone: () => toastDone(t('wasReset', { name })),
  });
  const ask = async () => {
    const asked = { title: t('resetTitle', { name }), text: t('resetText'), yes: t('reset') };
    if (await confirm({ ...asked, kind: 'destructive' })) reset.mutate({ params: { id } });
  };
  return has === true ? [{ text: t('reset'), onClick: () => void ask() }] : [];
}

/** Null: not known yet. */
function useHasFactor(id: string): boolean | null {
  return useRead('getTwoFactorRequirement').data?.users.includes(id) ?? null;
}
