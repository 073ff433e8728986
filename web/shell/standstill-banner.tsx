// Above every page while nothing goes out (P19).
import { Anchor, Text } from '@mantine/core';
import { ExclamationTriangleIcon } from '@heroicons/react/20/solid';
import { Link } from '@tanstack/react-router';
import type { Answer } from '#web/api/call.ts';
import { useCause } from '#web/features/settings/standstill.tsx';
import { standstillWords } from '#web/features/settings/standstill-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import classes from '#web/shell/standstill-banner.module.css';

type BannerProps = { readonly standstill: NonNullable<Answer<'getSending'>['standstill']> };

export function StandstillBanner({ standstill }: BannerProps) {
  const { t } = useWords(standstillWords);
  return (
    <div role="status" className={classes['banner']}>
      <ExclamationTriangleIcon width={18} aria-hidden className={classes['icon'] ?? ''} />
      <Text size="sm">
        <strong>{t('banner')}</strong> {useCause(standstill)}{' '}
        <Anchor size="sm" underline="always" renderRoot={(props) => <Link to={paths.settingsSending} {...props} />}>
          {t('look')}
        </Anchor>
      </Text>
    </div>
  );
}
