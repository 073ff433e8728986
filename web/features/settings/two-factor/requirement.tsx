// Whether everybody of the organisation needs a second factor.
import { Switch } from '@mantine/core';
import { useAct, useRead } from '#web/api/hooks.ts';
import { twoFactorWords } from '#web/features/settings/two-factor/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { confirm } from '#web/ui/confirm.ts';
import { toastDone } from '#web/ui/toast.tsx';

export function FactorRequirement() {
  const { t } = useWords(twoFactorWords);
  const active = (useRead('listAccounts').data?.items ?? []).filter((user) => user.active);
  const requirement = useRead('getTwoFactorRequirement').data;
  const put = useAct('putTwoFactorRequirement', {
    refreshes: ['getTwoFactorRequirement', 'getTwoFactor'],
    onDone: ({ required }) => toastDone(t(required ? 'nowRequired' : 'notRequired')),
  });
  if (requirement === undefined) return null;
  const has = active.filter(({ id }) => requirement.users.includes(id)).length;
  const count = active.length - has;
  const change = async (required: boolean) => {
    const asked = { title: t('requireTitle'), text: t('requireText', { count }), yes: t('require') };
    if (!required || count === 0 || (await confirm(asked))) put.mutate({ body: { required } });
  };
  return (
    <Switch
      label={t('requirement')}
      description={t('requirementText', { has: String(has), all: String(active.length) })}
      checked={requirement.required}
      disabled={put.isPending}
      onChange={(event) => void change(event.currentTarget.checked)}
    />
  );
}
