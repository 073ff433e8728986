import { Button, PasswordInput, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useAct } from '#web/api/hooks.ts';
import { Facts } from '#web/features/settings/facts.tsx';
import { SettingsFrame } from '#web/features/settings/settings-frame.tsx';
import { TwoFactor } from '#web/features/settings/two-factor/two-factor.tsx';
import { settingsWords } from '#web/features/settings/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { useMe } from '#web/session/me.ts';
import { useLanguageChoice, useThemeChoice } from '#web/session/preferences.ts';
import { LanguageSwitch } from '#web/shell/language-switch.tsx';
import { shellWords } from '#web/shell/words.ts';
import { toastDone } from '#web/ui/toast.tsx';

export function ProfilePage() {
  const { t } = useWords(settingsWords);
  const { user, organization } = useMe();
  return (
    <SettingsFrame part="profile">
      <Stack gap="xl" maw="32rem">
        <Facts
          facts={[
            [t('name'), user.name],
            [t('email'), user.email],
            [t('role'), t(user.administrator ? 'administrator' : 'member')],
            [t('organisation'), organization.name],
            [t('timeZone'), organization.timeZone],
          ]}
        />
        <Preferences />
        <Password />
        <TwoFactor />
      </Stack>
    </SettingsFrame>
  );
}

function Preferences() {
  const { t } = useWords(settingsWords);
  const { t: shell } = useWords(shellWords);
  const language = useLanguageChoice();
  const theme = useThemeChoice();
  return (
    <Stack gap="sm">
      <Title order={2}>{t('appearance')}</Title>
      <LanguageSwitch language={language.value} onChange={language.choose} />
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={shell('theme')}
        value={theme.value}
        onChange={theme.choose}
        data={[
          { value: 'light', label: shell('light') },
          { value: 'dark', label: shell('dark') },
          { value: 'system', label: shell('system') },
        ]}
      />
    </Stack>
  );
}

function Password() {
  const { t } = useWords(settingsWords);
  const { user } = useMe();
  const form = useRef<HTMLFormElement>(null);
  const [problem, setProblem] = useState<{ readonly of: 'current' | 'new'; readonly says: string } | null>(null);
  const change = useAct('changePassword', {
    onDone: () => {
      form.current?.reset();
      toastDone(t('passwordChanged'));
    },
    onProblem: ({ code, message }) =>
      setProblem(
        code === 'wrong_credentials' ? { of: 'current', says: t('wrongPassword') } : { of: 'new', says: message },
      ),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setProblem(null);
    const given = new FormData(event.currentTarget);
    const current = String(given.get('current'));
    const password = String(given.get('password'));
    change.mutate({ body: { currentPassword: current === '' ? null : current, password } });
  };
  return (
    <form ref={form} onSubmit={submit}>
      <Stack gap="sm">
        <Title order={2}>{t('password')}</Title>
        <Text size="sm" c="dimmed">
          {t('passwordText')}
        </Text>
        <input type="email" name="email" autoComplete="username" value={user.email} readOnly hidden />
        <PasswordInput
          name="current"
          label={t('currentPassword')}
          description={t('currentPasswordHint')}
          autoComplete="current-password"
          error={problem?.of === 'current' ? problem.says : null}
        />
        <PasswordInput
          name="password"
          label={t('newPassword')}
          description={t('newPasswordHint')}
          autoComplete="new-password"
          required
          error={problem?.of === 'new' ? problem.says : null}
        />
        <Button type="submit" w="fit-content" loading={change.isPending}>
          {t('changePassword')}
        </Button>
      </Stack>
    </form>
  );
}
