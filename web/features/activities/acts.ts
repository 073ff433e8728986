// What people do with a task or call. The cadence that made it goes on with that.
import type { Input } from '#web/api/call.ts';
import { useAct } from '#web/api/hooks.ts';
import { type Activity, isClosed } from '#web/features/activities/groups.ts';
import { activitiesWords } from '#web/features/activities/words.ts';
import { capital, useResponseWords } from '#web/features/cadences/response-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { confirm } from '#web/ui/confirm.ts';
import { toastDone } from '#web/ui/toast.tsx';

type Change = NonNullable<Input<'updateActivity'>['body']>;
export type Result = NonNullable<Change['result']>;

/** What shows something else once a task or call is another. */
export const activityRefreshes = ['listActivities', 'getTimeline', 'listRecordEnrollments', 'getEnrollment'] as const;

/** The activity as it is afterwards; null: in the recycle bin. */
export type OnChanged = (id: string, activity: Activity | null) => void;

export function useActivityActs(activity: Activity, onChanged?: OnChanged) {
  const { t } = useWords(activitiesWords);
  const responses = useResponseWords();
  const { id, subject } = activity;
  const update = useAct('updateActivity', {
    refreshes: activityRefreshes,
    onDone: (changed) => onChanged?.(id, changed),
  });
  const remove = useAct('deleteActivity', {
    refreshes: activityRefreshes,
    onDone: () => {
      onChanged?.(id, null);
      toastDone(t('wasDeleted', { subject }));
    },
  });
  const change = (body: Change, says: string, undo?: Change) => {
    const tell = () =>
      toastDone(says, undo === undefined ? undefined : () => update.mutate({ params: { id }, body: undo }));
    // The promise is kept also where the row has left the list by then. A "no" is a toast already.
    void update.mutateAsync({ params: { id }, body }).then(tell, () => undefined);
  };
  const says = (word: string) => t('wasSet', { subject, status: capital(word) });
  return {
    isPending: update.isPending || remove.isPending,
    complete: () => change({ status: 'completed' }, t('wasCompleted', { subject }), { status: activity.status }),
    reopen: () =>
      change({ status: activity.kind === 'task' ? 'not_started' : 'scheduled' }, t('wasReopened', { subject })),
    setStatus: (status: Activity['status']) =>
      change({ status }, says(responses.response(status)), { status: activity.status }),
    setResult: (result: Result) => change({ result }, says(responses.result(result))),
    /** A call keeps its length. */
    moveTo: (at: string) => change(timesFrom(activity, at), t('wasMoved', { subject })),
    remove: async () => {
      const question = { title: t('deleteTitle', { subject }), text: t('deleteText'), yes: t('deleteYes') };
      if (await confirm({ ...question, kind: 'destructive' })) remove.mutate({ params: { id } });
    },
    isClosed: isClosed(activity),
  };
}

export type ActivityActs = ReturnType<typeof useActivityActs>;

function timesFrom({ kind, startsAt, endsAt }: Activity, at: string): Change {
  if (kind === 'task' || startsAt === null || endsAt === null) return { dueAt: at };
  const lengthMs = Date.parse(endsAt) - Date.parse(startsAt);
  return { time: { startsAt: at, endsAt: new Date(Date.parse(at) + lengthMs).toISOString() } };
}
