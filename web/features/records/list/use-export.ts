import { useMutation } from '@tanstack/react-query';
import { call } from '#web/api/call.ts';
import type { ApiProblem } from '#contract/client/problem.ts';
import type { RecordsQuery } from '#web/features/records/list/records-search.ts';
import { recordsWords } from '#web/features/records/list/records-words.ts';
import { type Module, namesOf } from '#web/features/records/module.ts';
import { useWords } from '#web/i18n/words.ts';
import { offerFile } from '#web/ui/offer-file.ts';
import { toastDone, toastProblem } from '#web/ui/toast.tsx';

type Format = 'csv' | 'xlsx';

/** What the list shows, as a file (I-2). */
export function useExport(module: Module, query: RecordsQuery) {
  const { t, language } = useWords(recordsWords);
  const { module: name } = namesOf(module, language);
  const exporting = useMutation<Blob, ApiProblem, Format>({
    mutationFn: (format) => {
      const { view, criteria, sort } = query;
      const which = { ...(view && { view }), ...(criteria && { criteria }), ...(sort && { sort }) };
      return call('exportRecords', { params: { module: module.key }, query: { ...which, format } });
    },
    onSuccess: (file, format) => offerFile(file, `${name}.${format}`),
    onError: toastProblem,
  });
  return {
    start: (format: Format) => {
      toastDone(t('exporting', { module: name }));
      exporting.mutate(format);
    },
  };
}
