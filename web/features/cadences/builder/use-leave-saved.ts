import { useBlocker } from '@tanstack/react-router';
import type { Draft } from '#web/features/cadences/builder/use-draft.ts';
import { builderWords } from '#web/features/cadences/builder/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { confirm } from '#web/ui/confirm.ts';

/** Whoever leaves the page takes the last changes along: they are saved first. Asked only where that fails. */
export function useLeaveSaved({ isDirty, problem, save }: Draft): void {
  const { t } = useWords(builderWords);
  const { t: general } = useWords(generalWords);
  useBlocker({
    disabled: !isDirty,
    enableBeforeUnload: isDirty,
    shouldBlockFn: async ({ current, next }) => {
      if (current.pathname === next.pathname || (await save()) !== null) return false;
      const isLeaving = await confirm({
        title: general('unsavedTitle'),
        text: t('leaveText', { why: problem?.message ?? '' }),
        yes: general('discard'),
        no: general('keepEditing'),
        kind: 'destructive',
      });
      return !isLeaving;
    },
  });
}
