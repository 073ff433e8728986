// Where an identity provider sends people back to.
import { Anchor, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useRouteContext } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import { call } from '#web/api/call.ts';
import type { ApiProblem } from '#contract/client/problem.ts';
import { Entrance, Refused } from '#web/features/sign-in/entrance.tsx';
import { useEntering } from '#web/features/sign-in/entering.ts';
import { keptNext } from '#web/features/sign-in/kept-next.ts';
import { signInWords } from '#web/features/sign-in/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import type { Me } from '#web/session/me.ts';

export function SingleSignOnPage() {
  const { t } = useWords(signInWords);
  const { query } = useRouteContext({ from: paths.singleSignOn });
  const { data: me, error } = useQuery<Me, ApiProblem>({
    queryKey: ['finishSingleSignOn', query],
    queryFn: () => call('finishSingleSignOn', { body: { query } }),
    // The answer is good for one time.
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const enter = useEffectEvent(useEntering(keptNext() ?? paths.home));
  useEffect(() => {
    if (me !== undefined) enter(me);
  }, [me]);
  return (
    <Entrance title={t('title')}>
      <Stack>
        <Title order={1}>{t(error === null ? 'signingIn' : 'notSignedIn')}</Title>
        {error === null ? <Text c="dimmed">{t('signingInText')}</Text> : <Refused problem={error} />}
        <Anchor size="sm" ta="center" renderRoot={(props) => <Link to={paths.signIn} search={{}} {...props} />}>
          {t('backToSignIn')}
        </Anchor>
      </Stack>
    </Entrance>
  );
}
