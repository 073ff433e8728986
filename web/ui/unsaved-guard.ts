import { useBlocker } from '@tanstack/react-router';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { confirm } from '#web/ui/confirm.ts';

/** Asks before a page is left with changes that are not saved; the browser asks when its tab is closed. */
export function useUnsavedGuard(hasChanges: boolean): void {
  const { t } = useWords(generalWords);
  useBlocker({
    disabled: !hasChanges,
    enableBeforeUnload: hasChanges,
    shouldBlockFn: async () =>
      !(await confirm({
        title: t('unsavedTitle'),
        text: t('unsavedText'),
        yes: t('discard'),
        no: t('keepEditing'),
        kind: 'destructive',
      })),
  });
}
