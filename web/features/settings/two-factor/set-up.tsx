// Switching the second factor on: the password, the picture for the app with a first code, the recovery codes once.
import { Button, Code, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Answer } from '#web/api/call.ts';
import { useAct } from '#web/api/hooks.ts';
import { CodeInput } from '#web/features/settings/two-factor/code-input.tsx';
import { QrCode } from '#web/features/settings/two-factor/qr-code.tsx';
import { RecoveryCodes } from '#web/features/settings/two-factor/recovery-codes.tsx';
import { twoFactorWords } from '#web/features/settings/two-factor/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { CopyText } from '#web/ui/copy-text.tsx';

type Factor = Answer<'setUpTwoFactor'>;

type SetUpProps = {
  /** It is on, and the recovery codes are kept. */
  readonly onDone: () => void;
  /** The way out, beside each step's button. */
  readonly leave: ReactNode;
};

export function SetUp({ onDone, leave }: SetUpProps) {
  const [factor, setFactor] = useState<Factor | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (codes !== null) return <RecoveryCodes codes={codes} onClose={onDone} />;
  if (factor !== null) return <Confirming factor={factor} leave={leave} onConfirmed={setCodes} />;
  return <Proving leave={leave} onProven={setFactor} />;
}

type ProvingProps = Pick<SetUpProps, 'leave'> & { readonly onProven: (factor: Factor) => void };

function Proving({ leave, onProven }: ProvingProps) {
  const { t } = useWords(twoFactorWords);
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const begin = useAct('setUpTwoFactor', {
    onDone: onProven,
    onProblem: ({ code, message }) => setProblem(code === 'wrong_credentials' ? t('wrongPassword') : message),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setProblem(null);
    begin.mutate({ body: { password: password === '' ? null : password } });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm" c="dimmed">
          {t('passwordText')}
        </Text>
        <PasswordInput
          label={t('password')}
          description={t('passwordHint')}
          autoComplete="current-password"
          data-autofocus
          error={problem}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          {leave}
          <Button type="submit" loading={begin.isPending}>
            {t('next')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type ConfirmingProps = Pick<SetUpProps, 'leave'> & {
  readonly factor: Factor;
  readonly onConfirmed: (codes: readonly string[]) => void;
};

function Confirming({ factor: { secret, url }, leave, onConfirmed }: ConfirmingProps) {
  const { t } = useWords(twoFactorWords);
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const confirm = useAct('confirmTwoFactor', {
    refreshes: ['getTwoFactor', 'getTwoFactorRequirement', 'getMe'],
    onDone: ({ recoveryCodes }) => onConfirmed(recoveryCodes),
    onProblem: ({ message }) => setProblem(message),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setProblem(null);
    confirm.mutate({ body: { code } });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm" c="dimmed">
          {t('scanText')}
        </Text>
        <Group justify="center">
          <QrCode text={url} label={t('picture')} />
        </Group>
        <TypedSecret secret={secret} />
        <CodeInput label={t('code')} kind="one_time" autoFocus value={code} onChange={setCode} error={problem} />
        <Group justify="flex-end">
          {leave}
          <Button type="submit" disabled={code.trim() === ''} loading={confirm.isPending}>
            {t('switchOn')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function TypedSecret({ secret }: { readonly secret: string }) {
  const { t } = useWords(twoFactorWords);
  return (
    <Stack gap={4}>
      <Text size="sm">{t('secret')}</Text>
      <Group justify="space-between" wrap="nowrap">
        <Code>{secret.match(/.{1,4}/g)?.join(' ')}</Code>
        <CopyText text={secret} size="compact-xs" />
      </Group>
    </Stack>
  );
}
