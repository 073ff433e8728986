// What the follow-ups of a report are called: two of the same title are told apart by what they come after.
import { useFollowUpNames } from '#web/features/cadences/follow-up-names.ts';
import type { Report } from '#web/features/reports/stages.ts';
import { reportsWords } from '#web/features/reports/words.ts';
import { useWords } from '#web/i18n/words.ts';

export function useReportNames({ cadence, followUps }: Report): (followUp: string) => string {
  const { t } = useWords(reportsWords);
  const nameOf = useFollowUpNames(cadence);
  return (id) => {
    const name = nameOf(id);
    const parent = followUps.find(({ followUp }) => followUp === id)?.parent ?? null;
    const isAlone = followUps.every(({ followUp }) => followUp === id || nameOf(followUp) !== name);
    return isAlone || parent === null ? name : t('after', { followUp: name, parent: nameOf(parent) });
  };
}
