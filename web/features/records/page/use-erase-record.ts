import { useQueryClient } from '@tanstack/react-query';
import { useAct } from '#web/api/hooks.ts';
import type { Module, Named } from '#web/features/records/module.ts';
import { recordWords } from '#web/features/records/page/record-words.ts';
import { shownOfRecords } from '#web/features/records/page/use-delete-record.ts';
import { useWords } from '#web/i18n/words.ts';
import { confirm } from '#web/ui/confirm.ts';
import { toastDone } from '#web/ui/toast.tsx';

/** For good, after a question: nothing brings the record back. */
export function useEraseRecord(module: Module) {
  const { t } = useWords(recordWords);
  const queries = useQueryClient();
  const erase = useAct('eraseRecord');
  const ask = async ({ id, name }: Named, leave: () => Promise<void>) => {
    const isWanted = await confirm({
      title: t('eraseTitle', { name }),
      text: t('eraseText'),
      yes: t('eraseYes'),
      kind: 'destructive',
    });
    if (!isWanted) return;
    await erase.mutateAsync({ params: { module: module.key, id } }).then(
      async () => {
        toastDone(t('wasErased', { name }));
        await leave();
        for (const read of shownOfRecords) void queries.invalidateQueries({ queryKey: [read] });
      },
      () => undefined, // a "no" is a toast already
    );
  };
  return { ask };
}
