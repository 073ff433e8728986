// A record written down by hand: what is required and what one usually knows, and on wish everything else.
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct } from '#web/api/hooks.ts';
import { type Draft, newDraft, valuesOf } from '#web/features/records/forms/draft.ts';
import { formWords } from '#web/features/records/forms/form-words.ts';
import { RecordForm } from '#web/features/records/forms/record-form.tsx';
import { useFormProblems } from '#web/features/records/forms/use-form-problems.ts';
import { type Module, namesOf } from '#web/features/records/module.ts';
import { usualStart } from '#web/features/records/usual-fields.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { toastDone } from '#web/ui/toast.tsx';

type NewRecordDialogProps = {
  readonly module: Module;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** What is known of it already: the account of a new contact. Left out: nothing, and its page is opened. */
  readonly given?: Draft;
};

export function NewRecordDialog({ isOpen, ...props }: NewRecordDialogProps) {
  const { t, language } = useWords(formWords);
  return (
    <Dialog
      isOpen={isOpen}
      onClose={props.onClose}
      size="lg"
      title={t('newRecord', namesOf(props.module, language))}
      isKept
    >
      <NewRecordForm {...props} />
    </Dialog>
  );
}

function NewRecordForm({ module, given, onClose }: Omit<NewRecordDialogProps, 'isOpen'>) {
  const { t, language } = useWords(formWords);
  const navigate = useNavigate();
  const [draft, setDraft] = useState(() => newDraft(module, { ...usualStart(module), ...given }));
  const problems = useFormProblems();
  const create = useAct('createRecord', {
    refreshes: ['listRecords', 'listRelated', 'getRecord', 'getTimeline'],
    onDone: ({ id, name }) => {
      if (name !== '') toastDone(t('created', { name }));
      onClose();
      if (given === undefined) void navigate({ to: paths.record, params: { module: module.key, recordId: id } });
    },
    onProblem: problems.take,
  });
  const save = () =>
    create.mutate({ params: { module: module.key }, body: { values: valuesOf(module.fields, draft) } });
  return (
    <RecordForm
      module={module}
      draft={draft}
      onChange={setDraft}
      problems={problems.byField}
      yes={t('create', namesOf(module, language))}
      isSaving={create.isPending}
      onSubmit={save}
      onCancel={onClose}
    />
  );
}
