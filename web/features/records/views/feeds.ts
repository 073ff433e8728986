import { useRead } from '#web/api/hooks.ts';
import type { View } from '#web/features/records/list/records-search.ts';
import { viewWords } from '#web/features/records/views/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';

/** Changing the audience of a cadence enrolls people: to be said before. Null: it is none. */
export function useFeeds(view: View): string | null {
  const { t } = useWords(viewWords);
  const format = useFormat();
  const cadences = useRead('listCadences', { query: { module: view.module } }).data?.items ?? [];
  const fed = cadences.filter(({ audience }) => audience.view === view.name);
  if (fed.length === 0) return null;
  return t('feeds', { count: fed.length, names: format.list(fed.map(({ name }) => `“${name}”`)) });
}
