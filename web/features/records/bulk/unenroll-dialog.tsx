import { call } from '#web/api/call.ts';
import { BulkDialog } from '#web/features/records/bulk/bulk-dialog.tsx';
import type { Target } from '#web/features/records/bulk/target.ts';
import { bulkWords } from '#web/features/records/bulk/words.ts';
import { type Module, namesOf } from '#web/features/records/module.ts';
import { useWords } from '#web/i18n/words.ts';

type UnenrollDialogProps = {
  readonly module: Module;
  readonly isOpen: boolean;
  readonly target: Target;
  readonly onClose: () => void;
};

export function UnenrollDialog(props: UnenrollDialogProps) {
  const { t, language } = useWords(bulkWords);
  const names = namesOf(props.module, language);
  return (
    <BulkDialog
      {...props}
      words={{
        title: t('unenrollTitle'),
        which: t('whichOut'),
        hint: t('unenrollHint'),
        yes: (count) => (count === null ? t('unenrollAll', names) : t('unenrollSome', { count, ...names })),
      }}
      whyNot={({ activeEnrollments }) => (activeEnrollments === 0 ? t('nobodyInIt') : null)}
      ask={({ id }, selection) => call('unenroll', { params: { id }, body: selection })}
    />
  );
}
