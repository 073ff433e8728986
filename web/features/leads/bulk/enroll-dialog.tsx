// Adds leads to a cadence (C-20, C-24): which one; then what came of it.
import { call } from '#web/api/call.ts';
import { BulkDialog } from '#web/features/leads/bulk/bulk-dialog.tsx';
import type { Target } from '#web/features/leads/bulk/target.ts';
import { bulkWords } from '#web/features/leads/bulk/words.ts';
import { whyClosed } from '#web/features/leads/cadence-choices.ts';
import { roundWords } from '#web/features/enrollments/round-words.ts';
import { useWords } from '#web/i18n/words.ts';

type EnrollDialogProps = { readonly isOpen: boolean; readonly target: Target; readonly onClose: () => void };

export function EnrollDialog(props: EnrollDialogProps) {
  const { t } = useWords(bulkWords);
  const { t: round } = useWords(roundWords);
  return (
    <BulkDialog
      {...props}
      words={{
        title: t('enrollTitle'),
        which: t('whichIn'),
        hint: t('enrollHint'),
        yes: (count) => (count === null ? t('enrollAll') : t('enrollSome', { count })),
      }}
      whyNot={(cadence) => whyClosed(cadence, round)}
      // Who was in it before is left out at first, and asked about.
      ask={({ id }, selection) => call('enroll', { params: { id }, body: { ...selection, earlier: 'skip' } })}
    />
  );
}
