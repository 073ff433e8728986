import type { FileAudience } from '#core/cadence/file.ts';
import { builderWords } from '#web/features/cadences/builder/words.ts';
import { useWords } from '#web/i18n/words.ts';

export function useAudienceText(): (audience: FileAudience) => string {
  const { t } = useWords(builderWords);
  return (audience) => {
    if (audience === 'manual') return t('startByHand');
    const { view, enrollNew } = audience;
    if (view === '') return t('startNoView');
    return t(enrollNew === undefined ? 'startView' : 'startViewLater', { view });
  };
}
