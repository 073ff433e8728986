// What a task or call says is changed on the revision that was looked at; who was faster is told of.
import { Alert } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '#web/api/hooks.ts';
import { activityRefreshes, type OnChanged } from '#web/features/activities/acts.ts';
import { ActivityForm } from '#web/features/activities/activity-form.tsx';
import { changeOf, draftOf } from '#web/features/activities/draft.ts';
import type { Activity } from '#web/features/activities/groups.ts';
import { activitiesWords } from '#web/features/activities/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { toastDone, toastProblem } from '#web/ui/toast.tsx';

type EditActivityProps = {
  readonly activity: Activity;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onChanged?: OnChanged | undefined;
};

export function EditActivity({ isOpen, ...props }: EditActivityProps) {
  const { t } = useWords(activitiesWords);
  return (
    <Dialog isOpen={isOpen} onClose={props.onClose} title={t(props.activity.kind === 'task' ? 'editTask' : 'editCall')}>
      <Writing {...props} />
    </Dialog>
  );
}

function Writing({ activity, onClose, onChanged }: Omit<EditActivityProps, 'isOpen'>) {
  const { t } = useWords(activitiesWords);
  const [seen] = useState(activity);
  const [draft, setDraft] = useState(() => draftOf(seen));
  const [revision, setRevision] = useState(seen.revision);
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const update = useAct('updateActivity', {
    refreshes: activityRefreshes,
    onDone: (changed) => {
      onChanged?.(changed.id, changed);
      toastDone(t('wasSaved', { subject: changed.subject }));
      onClose();
    },
    onProblem: (problem) => {
      if (problem.code === 'stale')
        setRevision((problem.current as Activity).revision); // what `stale` carries
      else if (problem.code === 'time_not_valid') setProblems({ time: problem.message });
      else if (problem.errors.length > 0) setProblems(problem.byField('body'));
      else toastProblem(problem);
    },
  });
  const submit = () => {
    const body = changeOf(draft, seen);
    if (body === null) setProblems({ time: t('timeMissing') });
    else update.mutate({ params: { id: seen.id }, body: { ...body, revision } });
  };
  return (
    <>
      {revision === seen.revision ? null : (
        <Alert color="yellow" mb="sm" role="alert">
          {t('changedMeanwhile')}
        </Alert>
      )}
      <ActivityForm
        draft={draft}
        onChange={setDraft}
        problems={problems}
        isNew={false}
        isSaving={update.isPending}
        onSubmit={submit}
        onCancel={onClose}
      />
    </>
  );
}
