// What surrounds every page: data, theme, toasts, questions, routes.
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Suspense } from 'react';
import { queries } from '#web/api/queries.ts';
import { paths } from '#web/paths.ts';
import { router } from '#web/router.tsx';
import { readingMe } from '#web/session/me.ts';
import { watchSession } from '#web/session/watch-session.ts';
import { confirmDialog } from '#web/ui/confirm.ts';
import { lazily } from '#web/ui/on-demand.tsx';
import { toasts } from '#web/ui/toast.tsx';
import { colorSchemes, styleNonce, theme } from '#web/ui/theme.ts';

const Toasts = lazily(async () => (await import('#web/ui/toasts.tsx')).Toasts);
const ConfirmHost = lazily(async () => (await import('#web/ui/confirm-host.tsx')).ConfirmHost);

watchSession(queries, {
  onEnded: () => {
    if (queries.getQueryData(readingMe.queryKey) === undefined) return; // the sign-in is on its way already
    queries.clear();
    void router.navigate({ to: paths.signIn, search: { next: router.state.location.href } });
  },
  onTwoFactorNeeded: () => {
    const { href, pathname } = router.state.location;
    if (pathname !== paths.twoFactor) void router.navigate({ to: paths.twoFactor, search: { next: href } });
  },
});

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        colorSchemeManager={colorSchemes}
        getStyleNonce={styleNonce}
      >
        <RouterProvider router={router} context={{ queries }} />
        <Suspense>
          {toasts.useIsWanted() ? <Toasts /> : null}
          {confirmDialog.useIsWanted() ? <ConfirmHost /> : null}
        </Suspense>
      </MantineProvider>
    </QueryClientProvider>
  );
}
