// Adds leads to a cadence (C-20, C-24): which one; then what came of it, and what to do with those that were in it before.
import { call } from '#web/api/call.ts';
import { BulkDialog } from '#web/features/leads/bulk/bulk-dialog.tsx';
import type { CadenceHead } from '#web/features/leads/bulk/cadence-list.tsx';
import { EarlierQuestion } from '#web/features/leads/bulk/earlier-question.tsx';
import { earlierOf, outcomesOf } from '#web/features/leads/bulk/outcomes.ts';
import type { Named, Target } from '#web/features/leads/bulk/target.ts';
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
      act={enrollInto}
      after={(cadence, run) => {
        const earlier = earlierOf(run.outcomes);
        if (earlier.unfinished.length + earlier.completed.length === 0) return null;
        return (
          <EarlierQuestion
            {...earlier}
            onChosen={({ continuing, restarting }) =>
              run.start({ kind: 'chosen', leads: [...continuing, ...restarting] }, async (leads) => [
                ...(await enrollAs(
                  'continue',
                  cadence,
                  leads.filter((lead) => continuing.includes(lead)),
                )),
                ...(await enrollAs(
                  'restart',
                  cadence,
                  leads.filter((lead) => restarting.includes(lead)),
                )),
              ])
            }
          />
        );
      }}
    />
  );
}

/** Who was in it before is left out at first, and asked about. */
function enrollInto(cadence: CadenceHead, leads: readonly Named[]) {
  return enrollAs('skip', cadence, leads);
}

async function enrollAs(earlier: 'skip' | 'continue' | 'restart', { id }: CadenceHead, leads: readonly Named[]) {
  if (leads.length === 0) return [];
  const records = leads.map((lead) => lead.id);
  return outcomesOf(await call('enroll', { params: { id }, body: { records, earlier } }), leads);
}
