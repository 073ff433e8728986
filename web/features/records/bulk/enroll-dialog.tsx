// Adds records to a cadence (C-20, C-24): which one; then what came of it.
import { call } from '#web/api/call.ts';
import { BulkDialog } from '#web/features/records/bulk/bulk-dialog.tsx';
import type { Target } from '#web/features/records/bulk/target.ts';
import { bulkWords } from '#web/features/records/bulk/words.ts';
import { whyClosed } from '#web/features/records/page/cadence-choices.ts';
import { roundWords } from '#web/features/enrollments/round-words.ts';
import { type Module, namesOf } from '#web/features/records/module.ts';
import { useWords } from '#web/i18n/words.ts';

type EnrollDialogProps = {
  readonly module: Module;
  readonly isOpen: boolean;
  readonly target: Target;
  readonly onClose: () => void;
};

export function EnrollDialog(props: EnrollDialogProps) {
  const { t, language } = useWords(bulkWords);
  const names = namesOf(props.module, language);
  const { t: round } = useWords(roundWords);
  return (
    <BulkDialog
      {...props}
      words={{
        title: t('enrollTitle'),
        which: t('whichIn'),
        hint: t('enrollHint'),
        yes: (count) => (count === null ? t('enrollAll', names) : t('enrollSome', { count, ...names })),
      }}
      whyNot={(cadence) => whyClosed(cadence, round)}
      // Who was in it before is left out at first, and asked about.
      ask={({ id }, selection) => call('enroll', { params: { id }, body: { ...selection, earlier: 'skip' } })}
    />
  );
}
