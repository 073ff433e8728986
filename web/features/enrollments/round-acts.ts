// A record into a cadence, out of it, on or again in it: asked first what that does, told afterwards what came of it.
import type { Answer } from '#web/api/call.ts';
import { useAct } from '#web/api/hooks.ts';
import { roundWords } from '#web/features/enrollments/round-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { confirm } from '#web/ui/confirm.ts';
import { toastDone } from '#web/ui/toast.tsx';

type Named = { readonly id: string; readonly name: string };
type Act = 'enroll' | 'continue' | 'restart' | 'unenroll';

const refreshes = [
  'getEnrollment',
  'getEnrollmentHistory',
  'listRecordEnrollments',
  'listCadenceEnrollments',
  'listActivities',
  'listCadences',
  'listReviews',
  'getCadenceReport',
  'getTimeline',
] as const;

/** Null: the record is deleted, and nothing can be done with it. */
export function useRoundActs(record: Named | null) {
  const { t } = useWords(roundWords);
  const acts = {
    enroll: useAct('enroll', { refreshes }),
    continue: useAct('continue', { refreshes }),
    restart: useAct('restart', { refreshes }),
    unenroll: useAct('unenroll', { refreshes }),
  };
  const act = (what: Act, cadence: Named) => {
    if (record === null) return;
    const tell = (answer: Answer<'enroll'>) => {
      const item = answer.kind === 'answered' ? answer.items[0] : undefined;
      if (item === undefined) return;
      const names = { name: record.name, cadence: cadence.name };
      toastDone(
        item.answer === 'skipped' ? t('refused', { ...names, why: item.message ?? '' }) : t(told[item.answer], names),
      );
    };
    // The promise is kept also where the dialog that asked is closed by then. A "no" is a toast already.
    const answer = acts[what].mutateAsync({ params: { id: cadence.id }, body: { records: [record.id] } });
    void answer.then(tell, () => undefined);
  };
  const ask = async (what: Exclude<Act, 'enroll'>, cadence: Named) => {
    const names = { name: record?.name ?? '', cadence: cadence.name };
    const question = { title: t(`${what}Title`, names), text: t(`${what}Text`, names), yes: t(what) };
    if (await confirm({ ...question, kind: what === 'unenroll' ? 'destructive' : 'harmless' })) act(what, cadence);
  };
  const pending = (Object.keys(acts) as Act[]).find((what) => acts[what].isPending) ?? null; // its keys are these
  return { act, ask, pending };
}

const told = {
  enrolled: 'enrolled',
  continued: 'continued',
  restarted: 'restarted',
  unenrolled: 'wasUnenrolled',
  already_enrolled: 'already',
} as const;
