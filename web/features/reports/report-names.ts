// What the follow-ups of a report are called: two of the same title are told apart by what they come after.
import type { Report } from '#web/features/reports/stages.ts';
import { reportsWords } from '#web/features/reports/words.ts';
import { useWords } from '#web/i18n/words.ts';

export function useReportNames({ followUps }: Pick<Report, 'followUps'>): (followUp: string) => string {
  const { t } = useWords(reportsWords);
  const titleOf = (id: string) => followUps.find(({ followUp }) => followUp === id)?.title ?? id;
  return (id) => {
    const name = titleOf(id);
    const parent = followUps.find(({ followUp }) => followUp === id)?.parent ?? null;
    const isAlone = followUps.every(({ followUp, title }) => followUp === id || title !== name);
    return isAlone || parent === null ? name : t('after', { followUp: name, parent: titleOf(parent) });
  };
}
