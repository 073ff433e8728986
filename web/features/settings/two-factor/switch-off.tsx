import { Button, PasswordInput, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useAct } from '#web/api/hooks.ts';
import type { ApiProblem } from '#contract/client/problem.ts';
import { CodeInput } from '#web/features/settings/two-factor/code-input.tsx';
import { twoFactorWords } from '#web/features/settings/two-factor/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { Dialog, DialogButtons } from '#web/ui/dialog.tsx';
import { toastDone } from '#web/ui/toast.tsx';

export function SwitchOff({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords(twoFactorWords);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const switchOff = useAct('switchOffTwoFactor', {
    refreshes: ['getTwoFactor', 'getTwoFactorRequirement'],
    onDone: () => {
      toastDone(t('switchedOff'));
      onClose();
    },
    onProblem: setProblem,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setProblem(null);
    switchOff.mutate({ body: password === '' ? { password: null, code } : { password } });
  };
  const isPasswordWrong = problem?.code === 'wrong_credentials';
  return (
    <Dialog title={t('offTitle')} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm" c="dimmed">
            {t('offText')}
          </Text>
          <PasswordInput
            label={t('password')}
            autoComplete="current-password"
            data-autofocus
            error={isPasswordWrong ? t('wrongPassword') : null}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <CodeInput
            label={t('offCode')}
            description={t('offCodeHint')}
            kind="any"
            value={code}
            onChange={setCode}
            error={isPasswordWrong ? null : problem?.message}
          />
          <DialogButtons onCancel={onClose}>
            <Button
              type="submit"
              color="red.8"
              disabled={password === '' && code.trim() === ''}
              loading={switchOff.isPending}
            >
              {t('switchOff')}
            </Button>
          </DialogButtons>
        </Stack>
      </form>
    </Dialog>
  );
}
