import { capital, useResponseWords } from '#web/features/cadences/response-words.ts';
import { useReportNames } from '#web/features/reports/report-names.ts';
import type { Report, StageName } from '#web/features/reports/stages.ts';
import { reportsWords } from '#web/features/reports/words.ts';
import { useWords } from '#web/i18n/words.ts';

/** Says what a stage of the report's funnel is called. */
export function useStageWords(report: Report): (name: StageName) => string {
  const { t } = useWords(reportsWords);
  const { response } = useResponseWords();
  const nameOf = useReportNames(report);
  return (name) => {
    if (name.kind === 'word') return t(name.word);
    return name.kind === 'response' ? capital(response(name.response)) : nameOf(name.followUp);
  };
}
