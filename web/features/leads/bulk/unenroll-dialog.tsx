import { call } from '#web/api/call.ts';
import { BulkDialog } from '#web/features/leads/bulk/bulk-dialog.tsx';
import type { Target } from '#web/features/leads/bulk/target.ts';
import { bulkWords } from '#web/features/leads/bulk/words.ts';
import { useWords } from '#web/i18n/words.ts';

type UnenrollDialogProps = { readonly isOpen: boolean; readonly target: Target; readonly onClose: () => void };

export function UnenrollDialog(props: UnenrollDialogProps) {
  const { t } = useWords(bulkWords);
  return (
    <BulkDialog
      {...props}
      words={{
        title: t('unenrollTitle'),
        which: t('whichOut'),
        hint: t('unenrollHint'),
        yes: (count) => (count === null ? t('unenrollAll') : t('unenrollSome', { count })),
      }}
      whyNot={({ activeEnrollments }) => (activeEnrollments === 0 ? t('nobodyInIt') : null)}
      ask={({ id }, selection) => call('unenroll', { params: { id }, body: selection })}
    />
  );
}
