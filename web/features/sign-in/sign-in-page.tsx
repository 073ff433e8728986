// The way in: by password, or by a one-time link. A link is used up by the button, never by opening it (T19).
import { Anchor, Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { Link, useSearch } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import type { Input } from '#web/api/call.ts';
import { useAct } from '#web/api/hooks.ts';
import { CodeStep, useSteps } from '#web/features/sign-in/code-step.tsx';
import { Entrance, Refused } from '#web/features/sign-in/entrance.tsx';
import { useEntering } from '#web/features/sign-in/entering.ts';
import { SingleSignOnButtons } from '#web/features/sign-in/single-sign-on-buttons.tsx';
import { signInWords } from '#web/features/sign-in/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';

export function SignInPage() {
  const { t } = useWords(signInWords);
  const { token } = useSearch({ from: paths.signIn });
  return <Entrance title={t('title')}>{token === undefined ? <ByPassword /> : <ByLink token={token} />}</Entrance>;
}

function ByPassword() {
  const { t } = useWords(signInWords);
  const { next = paths.home } = useSearch({ from: paths.signIn });
  const enter = useEntering(next);
  const { problem, given, onProblem, back } = useSteps<Input<'signIn'>>();
  const signIn = useAct('signIn', { onDone: enter, onProblem });
  if (given !== null) {
    const withCode = (code: string) => signIn.mutate({ body: { ...given.body, code } });
    return <CodeStep problem={problem} isPending={signIn.isPending} onCode={withCode} onBack={back} />;
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    signIn.mutate({ body: { email: String(typed.get('email')), password: String(typed.get('password')) } });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Title order={1}>{t('welcome')}</Title>
        <Refused problem={problem} />
        <TextInput name="email" type="email" label={t('email')} autoComplete="username" required autoFocus />
        <PasswordInput name="password" label={t('password')} autoComplete="current-password" required />
        <Button type="submit" size="sm" fullWidth loading={signIn.isPending}>
          {t('signIn')}
        </Button>
        <SingleSignOnButtons next={next} />
        <Anchor size="sm" ta="center" renderRoot={(props) => <Link to={paths.newPassword} search={{}} {...props} />}>
          {t('forgotten')}
        </Anchor>
      </Stack>
    </form>
  );
}

function ByLink({ token }: { readonly token: string }) {
  const { t } = useWords(signInWords);
  const { next = paths.home } = useSearch({ from: paths.signIn });
  const enter = useEntering(next);
  const { problem, given, onProblem, back } = useSteps<Input<'signInWithLink'>>();
  const signIn = useAct('signInWithLink', { onDone: enter, onProblem });
  if (given !== null) {
    const withCode = (code: string) => signIn.mutate({ body: { ...given.body, code } });
    return <CodeStep problem={problem} isPending={signIn.isPending} onCode={withCode} onBack={back} />;
  }
  return (
    <Stack>
      <Title order={1}>{t('linkTitle')}</Title>
      <Text c="dimmed">{t('linkText')}</Text>
      <Refused problem={problem} />
      <Button
        size="sm"
        fullWidth
        autoFocus
        loading={signIn.isPending}
        onClick={() => signIn.mutate({ body: { token } })}
      >
        {t('signIn')}
      </Button>
      <Anchor size="sm" ta="center" renderRoot={(props) => <Link to={paths.signIn} search={{}} {...props} />}>
        {t('withPassword')}
      </Anchor>
    </Stack>
  );
}
