import { useQueryClient } from '@tanstack/react-query';
import { useAct } from '#web/api/hooks.ts';
import { type Module, type Named, namesOf } from '#web/features/records/module.ts';
import { recordWords } from '#web/features/records/page/record-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { confirm } from '#web/ui/confirm.ts';
import { toastDone } from '#web/ui/toast.tsx';

/** What is read again when a record is gone. */
export const shownOfRecords = ['listRecords', 'listRelated', 'listActivities', 'listRecycleBin', 'getRecord'] as const;

/** Into the recycle bin, after a question; the note about it brings the record back. */
export function useDeleteRecord(module: Module) {
  const { t, language } = useWords(recordWords);
  const queries = useQueryClient();
  const remove = useAct('deleteRecord');
  const restore = useAct('restoreRecord', { refreshes: shownOfRecords });
  const ask = async ({ id, name }: Named, leave?: () => Promise<void>) => {
    const params = { module: module.key, id };
    const yes = t('delete', namesOf(module, language));
    const isWanted = await confirm({
      title: t('deleteTitle', { name }),
      text: t(module.partOf === null ? 'deleteText' : 'deletePartText'),
      yes,
      kind: 'destructive',
    });
    if (!isWanted) return;
    const answer = remove.mutateAsync({ params });
    await answer.then(
      async () => {
        toastDone(t('wasDeleted', { name }), () => restore.mutate({ params }));
        // Away first: the record's own page would ask once more for what is gone.
        await leave?.();
        for (const read of shownOfRecords) void queries.invalidateQueries({ queryKey: [read] });
      },
      () => undefined, // a "no" is a toast already
    );
  };
  return { ask };
}
