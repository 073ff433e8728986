// Where the organisation wants a second factor, whoever has none sets it up before anything else.
import { Button, Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useAct } from '#web/api/hooks.ts';
import { SetUp } from '#web/features/settings/two-factor/set-up.tsx';
import { twoFactorWords } from '#web/features/settings/two-factor/words.ts';
import { Entrance } from '#web/features/sign-in/entrance.tsx';
import { useEntering } from '#web/features/sign-in/entering.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { readingMe, useMe } from '#web/session/me.ts';

export function TwoFactorPage() {
  const { t } = useWords(twoFactorWords);
  const { organization } = useMe();
  const { next = paths.home } = useSearch({ from: paths.twoFactor });
  const queries = useQueryClient();
  const enter = useEntering(next);
  const goOn = async () => enter(await queries.fetchQuery({ ...readingMe, staleTime: 0 }));
  return (
    <Entrance title={t('neededTitle')}>
      <Stack>
        <Title order={1}>{t('neededTitle')}</Title>
        <Text c="dimmed">{t('neededText', { organization: organization.name })}</Text>
        <SetUp leave={<SignOut />} onDone={() => void goOn()} />
      </Stack>
    </Entrance>
  );
}

function SignOut() {
  const { t } = useWords(twoFactorWords);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const signOut = useAct('signOut', {
    onDone: () => void navigate({ to: paths.signIn, search: {} }).then(() => queries.clear()),
  });
  return (
    <Button variant="default" loading={signOut.isPending} onClick={() => signOut.mutate({})}>
      {t('signOut')}
    </Button>
  );
}
