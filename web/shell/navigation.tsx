import { Kbd, Text, UnstyledButton } from '@mantine/core';
import { MagnifyingGlassIcon } from '@heroicons/react/20/solid';
import { Link } from '@tanstack/react-router';
import { Fragment, Suspense } from 'react';
import { useRead } from '#web/api/hooks.ts';
import { BackgroundJobs } from '#web/features/records/bulk/background-jobs.tsx';
import { BellButton } from '#web/features/notifications/bell-button.tsx';
import { useWords } from '#web/i18n/words.ts';
import { useMe } from '#web/session/me.ts';
import { AccountButton } from '#web/shell/account-button.tsx';
import { paths } from '#web/paths.ts';
import { ModuleLinks } from '#web/shell/module-links.tsx';
import { modules } from '#web/shell/modules.ts';
import classes from '#web/shell/shell.module.css';
import { Wordmark } from '#web/shell/wordmark.tsx';
import { shellWords } from '#web/shell/words.ts';
import { keyName } from '#web/ui/keys.ts';
import { lazily, OnDemand } from '#web/ui/on-demand.tsx';

const BellList = lazily(async () => (await import('#web/features/notifications/bell-list.tsx')).BellList);
const AccountMenu = lazily(async () => (await import('#web/shell/account-menu.tsx')).AccountMenu);

type NavigationProps = {
  readonly onGo: () => void;
  readonly onFind: () => void;
  readonly onKeys: () => void;
};

export function Navigation({ onGo, onFind, onKeys }: NavigationProps) {
  const { t } = useWords(shellWords);
  const me = useMe();
  const shown = useShownModules();
  return (
    <div className={classes['navigation']}>
      <div className={classes['brand']}>
        <Wordmark />
      </div>
      <UnstyledButton className={classes['find']} onClick={onFind}>
        <MagnifyingGlassIcon width={16} aria-hidden />
        <Text size="sm" flex={1} truncate>
          {t('find')}
        </Text>
        <Kbd size="xs" aria-hidden>
          {keyName('mod+k')}
        </Kbd>
      </UnstyledButton>
      <div className={classes['modules']}>
        {shown.map(({ path, word, icon: Icon, badge: ModuleBadge }) => (
          <Fragment key={path}>
            <Link
              to={path}
              onClick={onGo}
              // Every address begins as the home page's does.
              activeOptions={{ exact: path === paths.home }}
              className={classes['link']}
              activeProps={{ 'data-active': true, 'aria-current': 'page' }}
            >
              <Icon width={18} aria-hidden />
              {t(word)}
              <Suspense>{ModuleBadge === undefined ? null : <ModuleBadge />}</Suspense>
            </Link>
            {path === paths.home ? <ModuleLinks onGo={onGo} /> : null}
          </Fragment>
        ))}
      </div>
      <div className={classes['foot']}>
        <BackgroundJobs onGo={onGo} />
        <OnDemand opens="dialog" button={(open) => <BellButton className={classes['link']} {...open} />}>
          <BellList className={classes['link'] ?? ''} onGo={onGo} />
        </OnDemand>
        <OnDemand button={(open) => <AccountButton me={me} {...open} />}>
          <AccountMenu me={me} onKeys={onKeys} />
        </OnDemand>
      </div>
    </div>
  );
}

export function useShownModules() {
  const me = useMe();
  const sending = useRead('getSending').data ?? null;
  return modules.filter(({ isFor }) => isFor?.({ me, sending }) ?? true);
}
