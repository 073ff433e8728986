// Changes a record that has no page of its own, such as a line of a quote.
import { useState } from 'react';
import { useAct } from '#web/api/hooks.ts';
import { changedValues, draftOf } from '#web/features/records/forms/draft.ts';
import { formWords } from '#web/features/records/forms/form-words.ts';
import { RecordForm } from '#web/features/records/forms/record-form.tsx';
import { useFormProblems } from '#web/features/records/forms/use-form-problems.ts';
import { type Module, namesOf, type ShownRecord } from '#web/features/records/module.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { Dialog } from '#web/ui/dialog.tsx';

type EditRecordDialogProps = {
  readonly module: Module;
  readonly record: ShownRecord;
  readonly isOpen: boolean;
  readonly onClose: () => void;
};

export function EditRecordDialog({ isOpen, ...props }: EditRecordDialogProps) {
  const { t, language } = useWords(formWords);
  const title = t('editRecord', namesOf(props.module, language));
  return (
    <Dialog isOpen={isOpen} onClose={props.onClose} size="lg" title={title} isKept>
      <EditForm {...props} />
    </Dialog>
  );
}

function EditForm({ module, record, onClose }: Omit<EditRecordDialogProps, 'isOpen'>) {
  const { t: general } = useWords(generalWords);
  const [draft, setDraft] = useState(() => draftOf(module, record));
  const problems = useFormProblems();
  const update = useAct('updateRecord', {
    refreshes: ['listRecords', 'listRelated', 'getRecord', 'getTimeline'],
    onDone: onClose,
    onProblem: problems.take,
  });
  const writable = module.fields.filter(({ readOnly }) => !readOnly);
  const save = () =>
    update.mutate({
      params: { module: module.key, id: record.id },
      body: { values: changedValues(writable, draft, record), revision: record.revision },
    });
  return (
    <RecordForm
      module={module}
      draft={draft}
      onChange={setDraft}
      problems={problems.byField}
      yes={general('save')}
      isSaving={update.isPending}
      onSubmit={save}
      onCancel={onClose}
    />
  );
}
