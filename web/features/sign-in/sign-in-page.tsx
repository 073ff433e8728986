// The way in: by password, or by a one-time link. A link is used up by the button, never by opening it (T19).
import { Alert, Anchor, Button, Card, Center, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useAct } from '#web/api/hooks.ts';
import type { ApiProblem } from '#web/api/problem.ts';
import classes from '#web/features/sign-in/sign-in.module.css';
import { signInWords } from '#web/features/sign-in/words.ts';
import { setLanguage } from '#web/i18n/i18n.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { type Me, readingMe } from '#web/session/me.ts';
import { LanguageSwitch } from '#web/shell/language-switch.tsx';
import { Wordmark } from '#web/shell/wordmark.tsx';

export function SignInPage() {
  const { t, language } = useWords(signInWords);
  const { token } = useSearch({ from: paths.signIn });
  return (
    <Center component="main" className={classes['page']}>
      <title>{`${t('title')} · Cadenza`}</title>
      <div className={classes['column']}>
        <Wordmark />
        <Card withBorder padding="xl" w="100%">
          {token === undefined ? <ByPassword /> : <ByLink token={token} />}
        </Card>
        <LanguageSwitch language={language} onChange={setLanguage} />
      </div>
    </Center>
  );
}

function ByPassword() {
  const { t } = useWords(signInWords);
  const { enter, problem, setProblem } = useEntering();
  const signIn = useAct('signIn', { onDone: enter, onProblem: setProblem });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    signIn.mutate({ body: { email: String(given.get('email')), password: String(given.get('password')) } });
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
        <Text size="xs" c="dimmed">
          {t('linkHint')}
        </Text>
      </Stack>
    </form>
  );
}

function ByLink({ token }: { readonly token: string }) {
  const { t } = useWords(signInWords);
  const { enter, problem, setProblem } = useEntering();
  const signIn = useAct('signInWithLink', { onDone: enter, onProblem: setProblem });
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

/** Once somebody is known, to where they wanted. */
function useEntering() {
  const queries = useQueryClient();
  const router = useRouter();
  const { next = paths.home } = useSearch({ from: paths.signIn });
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const enter = (me: Me) => {
    queries.setQueryData(readingMe.queryKey, me);
    router.history.replace(next);
  };
  return { enter, problem, setProblem };
}

function Refused({ problem }: { readonly problem: ApiProblem | null }) {
  return problem === null ? null : (
    <Alert color="red" role="alert">
      {problem.message}
    </Alert>
  );
}
