import { useState } from 'react';
import type { Pages } from '#web/api/hooks.ts';
import type { Target } from '#web/features/records/bulk/target.ts';
import type { Named } from '#web/features/records/module.ts';
import { useCountText } from '#web/features/records/list/count-text.ts';
import { recordsWords } from '#web/features/records/list/records-words.ts';
import type { RecordsQuery } from '#web/features/records/list/records-search.ts';
import { useWords } from '#web/i18n/words.ts';
import type { Selection } from '#web/ui/columns.ts';

export type RecordSelection = {
  readonly ofRows: Selection;
  readonly target: Target;
  /** Set where everything loaded is chosen, and there is more. */
  readonly everything: { readonly count: string; choose(): void } | null;
  clear(): void;
};

type Chosen = { readonly of: string; readonly names: ReadonlyMap<string, string>; readonly isEverything: boolean };

/** Chosen rows stay chosen while more are loaded or the order changes, not when other records are listed. */
export function useRecordSelection(query: RecordsQuery, records: Pages<'listRecords'>): RecordSelection {
  const { t } = useWords(recordsWords);
  const countText = useCountText();
  const { sort: _order, ...which } = query;
  const of = JSON.stringify(which);
  const nothing: Chosen = { of, names: new Map(), isEverything: false };
  const [kept, setChosen] = useState<Chosen>(nothing);
  const chosen = kept.of === of ? kept : nothing;
  const count = records.first?.count ?? null;
  const names = chosen.isEverything ? namesOf(records.items) : chosen.names;
  const isAllLoaded = records.items.length > 0 && records.items.every(({ id }) => names.has(id));
  const total = count === null ? '' : countText(count);
  return {
    ofRows: {
      chosen: new Set(names.keys()),
      onChange: (ids) => {
        const known = new Map([...names, ...namesOf(records.items)]);
        setChosen({ of, names: new Map([...ids].map((id) => [id, known.get(id) ?? ''])), isEverything: false });
      },
      says: chosen.isEverything ? t('everythingChosen', { total }) : undefined,
    },
    target: chosen.isEverything
      ? {
          kind: 'matching',
          query: which,
          count: count?.exact === true ? count.count : null,
          records: records.items,
        }
      : { kind: 'chosen', records: [...names].map(([id, name]) => ({ id, name })) },
    everything:
      isAllLoaded && records.hasMore && !chosen.isEverything
        ? { count: total, choose: () => setChosen({ of, names: new Map(), isEverything: true }) }
        : null,
    clear: () => setChosen(nothing),
  };
}

function namesOf(records: readonly Named[]): ReadonlyMap<string, string> {
  return new Map(records.map(({ id, name }) => [id, name]));
}
