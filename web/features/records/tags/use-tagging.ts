import { useAct } from '#web/api/hooks.ts';

/** Everything that shows tags, or what one can choose among. */
const shown = ['getRecord', 'listRecords', 'listRelated', 'getModule', 'listTags', 'getTimeline'] as const;

export function useTagging(record: { readonly module: string; readonly id: string }) {
  const act = useAct('tagRecords', { refreshes: shown });
  const tag = (change: { readonly add?: string[]; readonly remove?: string[] }) =>
    act.mutate({ params: { module: record.module }, body: { records: [record.id], ...change } });
  return { add: (names: string[]) => tag({ add: names }), remove: (name: string) => tag({ remove: [name] }) };
}
