// All pages of the settings: their parts at the side, the open one beside.
import { NavLink } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import classes from '#web/features/settings/settings-frame.module.css';
import { settingsWords } from '#web/features/settings/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { Page } from '#web/ui/page.tsx';

const parts = [
  { path: paths.settings, word: 'profile' },
  { path: paths.settingsApiKeys, word: 'apiKeys' },
  { path: paths.settingsUsers, word: 'users' },
  { path: paths.settingsFields, word: 'fields' },
  { path: paths.settingsLimits, word: 'limits' },
  { path: paths.settingsSending, word: 'sending' },
  { path: paths.settingsAudit, word: 'audit' },
] as const;

type SettingsFrameProps = {
  readonly part: (typeof parts)[number]['word'];
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

export function SettingsFrame({ part, actions, children }: SettingsFrameProps) {
  const { t } = useWords(settingsWords);
  return (
    <Page title={t(part)} crumbs={[{ label: t('title'), link: { to: paths.settings } }]} actions={actions} fit="full">
      <div className={classes['frame']}>
        <nav aria-label={t('parts')} className={classes['parts']}>
          {parts.map(({ path, word }) => (
            <NavLink
              key={path}
              label={t(word)}
              active={word === part}
              {...(word === part ? { 'aria-current': 'page' } : {})}
              renderRoot={(props) => <Link to={path} activeOptions={{ exact: true }} {...props} />}
            />
          ))}
        </nav>
        {/* It scrolls, so the keyboard must reach it. */}
        <section className={classes['content']} aria-label={t(part)} tabIndex={0}>
          {children}
        </section>
      </div>
    </Page>
  );
}
