// A forgotten password: without a token it asks for the mail, with the mail's token for the new password.
import { Alert, Anchor, Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { Link, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useAct } from '#web/api/hooks.ts';
import type { ApiProblem } from '#contract/client/problem.ts';
import { Entrance, Refused } from '#web/features/sign-in/entrance.tsx';
import { signInWords } from '#web/features/sign-in/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';

export function NewPasswordPage() {
  const { t } = useWords(signInWords);
  const { token } = useSearch({ from: paths.newPassword });
  return (
    <Entrance title={t('newPassword')}>
      <Stack>
        <Title order={1}>{t('newPassword')}</Title>
        {token === undefined ? <Asking /> : <Choosing token={token} />}
        <Anchor size="sm" ta="center" renderRoot={(props) => <Link to={paths.signIn} search={{}} {...props} />}>
          {t('backToSignIn')}
        </Anchor>
      </Stack>
    </Entrance>
  );
}

function Asking() {
  const { t } = useWords(signInWords);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const ask = useAct('askForPasswordLink', { onProblem: setProblem });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setProblem(null);
    ask.mutate({ body: { email: String(new FormData(event.currentTarget).get('email')) } });
  };
  if (ask.isSuccess) return <Alert role="status">{t('linkSent')}</Alert>;
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text c="dimmed">{t('forgottenText')}</Text>
        <Refused problem={problem} />
        <TextInput name="email" type="email" label={t('email')} autoComplete="username" required autoFocus />
        <Button type="submit" fullWidth loading={ask.isPending}>
          {t('sendLink')}
        </Button>
      </Stack>
    </form>
  );
}

function Choosing({ token }: { readonly token: string }) {
  const { t } = useWords(signInWords);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const reset = useAct('resetPassword', { onProblem: setProblem });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setProblem(null);
    reset.mutate({ body: { token, password: String(new FormData(event.currentTarget).get('password')) } });
  };
  if (reset.isSuccess) return <Alert role="status">{t('passwordSet')}</Alert>;
  return (
    <form onSubmit={submit}>
      <Stack>
        <Refused problem={problem} />
        <PasswordInput
          name="password"
          label={t('newPassword')}
          description={t('passwordHint')}
          autoComplete="new-password"
          required
          autoFocus
        />
        <Button type="submit" fullWidth loading={reset.isPending}>
          {t('setPassword')}
        </Button>
      </Stack>
    </form>
  );
}
