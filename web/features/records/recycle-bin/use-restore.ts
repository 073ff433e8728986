import { useNavigate } from '@tanstack/react-router';
import { type Item, useAct } from '#web/api/hooks.ts';
import { binWords } from '#web/features/records/recycle-bin/bin-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { toastWithStep } from '#web/ui/toast.tsx';

export type Deleted = Item<'listRecycleBin'>;

export function useRestore({ module, id }: Deleted, name: string) {
  const { t } = useWords(binWords);
  const navigate = useNavigate();
  const show = () => void navigate({ to: paths.record, params: { module, recordId: id } });
  const restore = useAct('restoreRecord', {
    refreshes: ['listRecycleBin', 'listRecords', 'listRelated', 'listActivities'],
    onDone: () => toastWithStep(t('restored', { name }), { label: t('show'), take: show }),
  });
  return { isPending: restore.isPending, start: () => restore.mutate({ params: { module, id } }) };
}
