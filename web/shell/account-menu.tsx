import { Menu } from '@mantine/core';
import { ArrowRightStartOnRectangleIcon, CommandLineIcon } from '@heroicons/react/20/solid';
import { useNavigate } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { useAct } from '#web/api/hooks.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import type { Me } from '#web/session/me.ts';
import { type Theme, useLanguageChoice, useThemeChoice } from '#web/session/preferences.ts';
import { AccountButton } from '#web/shell/account-button.tsx';
import { languages } from '#web/shell/language-switch.tsx';
import { shellWords } from '#web/shell/words.ts';
import { useOpening } from '#web/ui/on-demand.tsx';

const themes = ['light', 'dark', 'system'] as const satisfies readonly Theme[];

/** Takes the place of its button when that is clicked. */
export function AccountMenu({ me, onKeys }: { readonly me: Me; readonly onKeys: () => void }) {
  const { t } = useWords(shellWords);
  const language = useLanguageChoice();
  const theme = useThemeChoice();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const signOut = useAct('signOut', {
    onDone: () => void navigate({ to: paths.signIn, search: {} }).then(() => queries.clear()),
  });
  return (
    <Menu {...useOpening()} position="top-start" width={240}>
      <Menu.Target>
        <AccountButton me={me} autoFocus />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('language')}</Menu.Label>
        {languages.map(({ value, label }) => (
          <Menu.RadioItem
            key={value}
            value={value}
            checked={value === language.value}
            onChange={() => language.choose(value)}
          >
            {label}
          </Menu.RadioItem>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('theme')}</Menu.Label>
        {themes.map((value) => (
          <Menu.RadioItem
            key={value}
            value={value}
            checked={value === theme.value}
            onChange={() => theme.choose(value)}
          >
            {t(value)}
          </Menu.RadioItem>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<CommandLineIcon width={16} aria-hidden />} onClick={onKeys}>
          {t('keys')}
        </Menu.Item>
        <Menu.Item
          leftSection={<ArrowRightStartOnRectangleIcon width={16} aria-hidden />}
          onClick={() => signOut.mutate({})}
        >
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
