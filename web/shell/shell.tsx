// Navigation at the side, the page beside it.
import { Burger } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type ReactNode, Suspense, useState } from 'react';
import { useRead } from '#web/api/hooks.ts';
import { useWords } from '#web/i18n/words.ts';
import { useKeptPreferences } from '#web/session/preferences.ts';
import { Navigation } from '#web/shell/navigation.tsx';
import classes from '#web/shell/shell.module.css';
import { Wordmark } from '#web/shell/wordmark.tsx';
import { shellWords } from '#web/shell/words.ts';
import { useKey } from '#web/ui/keys.ts';
import { lazily } from '#web/ui/on-demand.tsx';

const Finder = lazily(async () => (await import('#web/shell/finder.tsx')).Finder);
const StandstillBanner = lazily(async () => (await import('#web/shell/standstill-banner.tsx')).StandstillBanner);
const KeyList = lazily(async () => (await import('#web/shell/key-list.tsx')).KeyList);

export function Shell({ children }: { readonly children: ReactNode }) {
  const { t } = useWords(shellWords);
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const [overlay, setOverlay] = useState<'finder' | 'keys' | null>(null);
  const standstill = useRead('getSending').data?.standstill ?? null;
  useKeptPreferences();
  useKey({ key: 'mod+k', says: t('keysFind') }, () => setOverlay('finder'));
  useKey({ key: '/', says: t('keysFind') }, () => setOverlay('finder'));
  useKey({ key: '?', says: t('keysShow') }, () => setOverlay('keys'));
  return (
    <div className={classes['shell']} data-open={isOpen || undefined}>
      <a href="#content" className={classes['skip']}>
        {t('skip')}
      </a>
      <nav aria-label={t('navigation')} className={classes['bars']}>
        <div className={classes['top']}>
          <Burger
            opened={isOpen}
            onClick={toggle}
            size="sm"
            aria-label={t(isOpen ? 'closeNavigation' : 'openNavigation')}
          />
          <Wordmark />
        </div>
        <div className={classes['side']}>
          <Navigation onGo={close} onFind={() => setOverlay('finder')} onKeys={() => setOverlay('keys')} />
        </div>
      </nav>
      <main id="content" tabIndex={-1} className={classes['main']} data-banner={standstill !== null || undefined}>
        <Suspense>{standstill === null ? null : <StandstillBanner standstill={standstill} />}</Suspense>
        {children}
      </main>
      <Suspense>
        {overlay === 'finder' ? <Finder onClose={() => setOverlay(null)} onKeys={() => setOverlay('keys')} /> : null}
        {overlay === 'keys' ? <KeyList onClose={() => setOverlay(null)} /> : null}
      </Suspense>
    </div>
  );
}
