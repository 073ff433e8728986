// A task or call written down by hand, about a record or none.
import { useState } from 'react';
import { useAct } from '#web/api/hooks.ts';
import { activityRefreshes } from '#web/features/activities/acts.ts';
import { ActivityForm } from '#web/features/activities/activity-form.tsx';
import { type Draft, newActivity, newDraft } from '#web/features/activities/draft.ts';
import { activitiesWords } from '#web/features/activities/words.ts';
import { AnyRecordSelect } from '#web/features/records/fields/any-record-select.tsx';
import type { Named } from '#web/features/records/module.ts';
import { useWords } from '#web/i18n/words.ts';
import { useMe } from '#web/session/me.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { toastDone, toastProblem } from '#web/ui/toast.tsx';
import { useNow } from '#web/ui/when.tsx';

type NewActivityProps = {
  readonly kind: Draft['kind'];
  /** Null: it may be chosen. */
  readonly record: Named | null;
  readonly isOpen: boolean;
  readonly onClose: () => void;
};

export function NewActivity({ kind, record, isOpen, onClose }: NewActivityProps) {
  const { t } = useWords(activitiesWords);
  const title = t(kind === 'task' ? 'newTask' : 'newCall');
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={record === null ? title : t('newFor', { what: title, name: record.name })}
    >
      <Writing kind={kind} record={record} onClose={onClose} />
    </Dialog>
  );
}

function Writing({ kind, record, onClose }: Omit<NewActivityProps, 'isOpen'>) {
  const { t } = useWords(activitiesWords);
  const me = useMe();
  const now = useNow();
  const [draft, setDraft] = useState(() => newDraft(kind, me.user.id, now));
  const [about, setAbout] = useState(record);
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const create = useAct('createActivity', {
    refreshes: activityRefreshes,
    onDone: ({ subject }) => {
      toastDone(t('wasCreated', { subject }));
      onClose();
    },
    onProblem: (problem) => {
      if (problem.code === 'time_not_valid') setProblems({ time: problem.message });
      else if (problem.errors.length > 0) setProblems(problem.byField('body'));
      else toastProblem(problem);
    },
  });
  const submit = () => {
    const body = newActivity(draft, about?.id ?? null);
    if (body === null) setProblems({ time: t('timeMissing') });
    else create.mutate({ body });
  };
  return (
    <ActivityForm
      draft={draft}
      onChange={setDraft}
      problems={problems}
      isNew
      isSaving={create.isPending}
      about={record === null ? <AnyRecordSelect label={t('about')} record={about} onChange={setAbout} /> : null}
      onSubmit={submit}
      onCancel={onClose}
    />
  );
}
