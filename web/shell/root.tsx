// What every address shows: the shell around the page for whoever is signed in, else the page alone.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ErrorComponentProps, Link, Outlet, useLocation, useRouter } from '@tanstack/react-router';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { readingMe } from '#web/session/me.ts';
import { Shell } from '#web/shell/shell.tsx';
import { shellWords } from '#web/shell/words.ts';
import { Empty, Failed } from '#web/ui/states.tsx';

/** What stands there is a way in, also for somebody who is signed in. */
const entrances: readonly string[] = [paths.signIn, paths.twoFactor, paths.singleSignOn];

export function Root() {
  const isEntering = useLocation({ select: ({ pathname }) => entrances.includes(pathname) });
  const isSignedIn = useIsSignedIn();
  if (!isSignedIn || isEntering) return <Outlet />;
  return (
    <Shell>
      <Outlet />
    </Shell>
  );
}

/** The pages' own loading asks for it; here it is only looked at. */
function useIsSignedIn(): boolean {
  return useQuery({ ...readingMe, enabled: false }).data !== undefined;
}

export function NotFound() {
  const { t } = useWords(generalWords);
  const { t: shell } = useWords(shellWords);
  const Frame = useIsSignedIn() ? 'div' : 'main'; // the shell has a main of its own
  return (
    <Frame>
      <title>Cadenza</title>
      <Empty
        level={1}
        title={t('notFoundTitle')}
        text={t('notFoundText')}
        action={
          <Button variant="default" renderRoot={(props) => <Link to={paths.home} {...props} />}>
            {shell('home')}
          </Button>
        }
      />
    </Frame>
  );
}

export function PageFailed({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return <Failed error={error} onRetry={retry} />;
}
