// Records of all modules for the finder, as the server finds them while somebody types.
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Answer } from '#web/api/call.ts';
import { reading } from '#web/api/hooks.ts';
import type { ApiProblem } from '#contract/client/problem.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths, recordParams } from '#web/paths.ts';
import type { FoundGroup } from '#web/shell/found.ts';
import { shellWords } from '#web/shell/words.ts';

const ASK_AFTER_MS = 200;
/** Of the contract. */
const WANTED_MAX = 200;

type SearchResult = Answer<'searchRecords'>['items'][number];
type FoundRecord = SearchResult['records'][number];

export type RecordsFound = {
  /** One for each module with records that answer. */
  readonly groups: readonly FoundGroup[];
  readonly isAsking: boolean;
  readonly problem: ApiProblem | null;
};

export function useRecordsFound(text: string): RecordsFound {
  const { t, language } = useWords(shellWords);
  const navigate = useNavigate();
  const typed = text.trim().slice(0, WANTED_MAX);
  const [wanted] = useDebouncedValue(typed, ASK_AFTER_MS);
  const answer = useQuery({ ...reading('searchRecords', { query: { q: wanted } }), enabled: wanted !== '' });
  const isOfText = typed !== '' && wanted === typed;
  const about = ({ name, matched: { label, value } }: FoundRecord) =>
    name.includes(value) ? '' : t('foundBy', { field: label[language], value });
  const groupOf = ({ module, label, records }: SearchResult): FoundGroup => ({
    name: label[language],
    found: records.map((record) => ({
      id: record.id,
      label: record.name,
      hint: about(record),
      go: () => void navigate({ to: paths.record, params: recordParams({ module, id: record.id }) }),
    })),
  });
  return {
    groups: isOfText ? (answer.data?.items ?? []).map(groupOf) : [],
    isAsking: typed !== '' && (!isOfText || answer.isFetching),
    problem: isOfText ? answer.error : null,
  };
}
