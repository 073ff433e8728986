// Where the mail of an invitation leads. It is used up by the button, never by being opened (T19).
import { Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { call } from '#web/api/call.ts';
import { useAct } from '#web/api/hooks.ts';
import type { ApiProblem } from '#contract/client/problem.ts';
import { Entrance, Refused } from '#web/features/sign-in/entrance.tsx';
import { useEntering } from '#web/features/sign-in/entering.ts';
import { signInWords } from '#web/features/sign-in/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { Loaded } from '#web/ui/states.tsx';

export function InvitationPage() {
  const { t } = useWords(signInWords);
  const { token = '' } = useSearch({ from: paths.invitation });
  const invitation = useQuery<Invitation, ApiProblem>({
    queryKey: ['readInvitation', token],
    queryFn: () => call('readInvitation', { body: { token } }),
  });
  return (
    <Entrance title={t('invitation')}>
      {invitation.error === null ? (
        <Loaded of={invitation}>{(data) => <Accepting token={token} invitation={data} />}</Loaded>
      ) : (
        <Stack>
          <Title order={1}>{t('invitation')}</Title>
          <Refused problem={invitation.error} />
        </Stack>
      )}
    </Entrance>
  );
}

type Invitation = { readonly email: string; readonly organization: string };
type AcceptingProps = { readonly token: string; readonly invitation: Invitation };

function Accepting({ token, invitation: { email, organization } }: AcceptingProps) {
  const { t } = useWords(signInWords);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const accept = useAct('acceptInvitation', { onDone: useEntering(paths.home), onProblem: setProblem });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    accept.mutate({ body: { token, name: String(given.get('name')), password: String(given.get('password')) } });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Title order={1}>{t('join', { organization })}</Title>
        <Text c="dimmed">{t('joinText')}</Text>
        <Refused problem={problem} />
        <TextInput label={t('email')} type="email" autoComplete="username" value={email} readOnly />
        <TextInput name="name" label={t('name')} autoComplete="name" maxLength={100} required autoFocus />
        <PasswordInput
          name="password"
          label={t('password')}
          description={t('passwordHint')}
          autoComplete="new-password"
          required
        />
        <Button type="submit" fullWidth loading={accept.isPending}>
          {t('accept')}
        </Button>
      </Stack>
    </form>
  );
}
