import { useState } from 'react';
import type { Pages } from '#web/api/hooks.ts';
import type { Named, Target } from '#web/features/leads/bulk/target.ts';
import { bulkWords } from '#web/features/leads/bulk/words.ts';
import { useCountText } from '#web/features/leads/count-text.ts';
import type { LeadsQuery } from '#web/features/leads/leads-search.ts';
import { useWords } from '#web/i18n/words.ts';
import type { Selection } from '#web/ui/columns.ts';

export type LeadSelection = {
  readonly ofRows: Selection;
  readonly target: Target;
  /** Set where everything loaded is chosen, and there is more. */
  readonly everything: { readonly count: string; choose(): void } | null;
  clear(): void;
};

type Chosen = { readonly of: string; readonly names: ReadonlyMap<string, string>; readonly isEverything: boolean };

/** Chosen rows stay chosen while more are loaded or the order changes, not when other leads are listed. */
export function useLeadSelection(query: LeadsQuery, leads: Pages<'listRecords'>): LeadSelection {
  const { t } = useWords(bulkWords);
  const countText = useCountText();
  const { sort: _order, ...which } = query;
  const of = JSON.stringify(which);
  const nothing: Chosen = { of, names: new Map(), isEverything: false };
  const [kept, setChosen] = useState<Chosen>(nothing);
  const chosen = kept.of === of ? kept : nothing;
  const count = leads.first?.count ?? null;
  const names = chosen.isEverything ? namesOf(leads.items) : chosen.names;
  const isAllLoaded = leads.items.length > 0 && leads.items.every(({ id }) => names.has(id));
  const total = count === null ? '' : countText(count);
  return {
    ofRows: {
      chosen: new Set(names.keys()),
      onChange: (ids) => {
        const known = new Map([...names, ...namesOf(leads.items)]);
        setChosen({ of, names: new Map([...ids].map((id) => [id, known.get(id) ?? ''])), isEverything: false });
      },
      says: chosen.isEverything ? t('everythingChosen', { total }) : undefined,
    },
    target: chosen.isEverything
      ? {
          kind: 'matching',
          query: which,
          count: count?.exact === true ? count.count : null,
          leads: leads.items,
        }
      : { kind: 'chosen', leads: [...names].map(([id, name]) => ({ id, name })) },
    everything:
      isAllLoaded && leads.hasMore && !chosen.isEverything
        ? { count: total, choose: () => setChosen({ of, names: new Map(), isEverything: true }) }
        : null,
    clear: () => setChosen(nothing),
  };
}

function namesOf(leads: readonly Named[]): ReadonlyMap<string, string> {
  return new Map(leads.map(({ id, name }) => [id, name]));
}
