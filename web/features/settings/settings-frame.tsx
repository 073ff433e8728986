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
  { path: paths.settingsNotifications, word: 'notifications' },
  { path: paths.settingsApiKeys, word: 'apiKeys' },
  { path: paths.settingsUsers, word: 'users' },
  { path: paths.settingsProfiles, word: 'profiles' },
  { path: paths.settingsRoles, word: 'roles' },
  { path: paths.settingsSharing, word: 'sharing' },
  { path: paths.settingsModules, word: 'modules' },
  { path: paths.settingsLimits, word: 'limits' },
  { path: paths.settingsBusinessHours, word: 'businessHours' },
  { path: paths.settingsContactLimits, word: 'contactLimits' },
  { path: paths.settingsSending, word: 'sending' },
  { path: paths.settingsMailAccounts, word: 'mailAccounts' },
  { path: paths.settingsWhatsapp, word: 'whatsapp' },
  { path: paths.settingsSingleSignOn, word: 'singleSignOn' },
  { path: paths.settingsWebhooks, word: 'webhooks' },
  { path: paths.settingsWebForms, word: 'webForms' },
  { path: paths.settingsAudit, word: 'audit' },
] as const;

export type SettingsFrameProps = {
  readonly part: (typeof parts)[number]['word'];
  /** What is open of the part; left out: all of it. */
  readonly item?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

export function SettingsFrame({ part, item, actions, children }: SettingsFrameProps) {
  const { t } = useWords(settingsWords);
  const settings = { label: t('title'), link: { to: paths.settings } };
  const whole = { label: t(part), link: { to: pathOf(part) } };
  const crumbs = item === undefined ? [settings] : [settings, whole];
  return (
    <Page title={item ?? t(part)} crumbs={crumbs} actions={actions} fit="full">
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

function pathOf(wanted: SettingsFrameProps['part']): (typeof parts)[number]['path'] {
  return parts.find(({ word }) => word === wanted)?.path ?? paths.settings;
}
