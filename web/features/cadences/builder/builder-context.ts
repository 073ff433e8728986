// What every part of the builder needs: the draft, what is wrong with it, which follow-up is open, and what one can do.
import { createContext, use } from 'react';
import { assert } from '#core/assert.ts';
import type { FileFollowUp, FileTrigger } from '#core/cadence/file.ts';
import type { Channel } from '#core/cadence/response.ts';
import type { Answer } from '#web/api/call.ts';
import type { Draft } from '#web/features/cadences/builder/use-draft.ts';
import type { ToldProblem } from '#web/features/cadences/builder/use-problems.ts';

/** Where something is added. */
export type Place =
  | { readonly kind: 'first' }
  | { readonly kind: 'after'; readonly parent: string; readonly when: FileTrigger }
  /** Between this one and what it came after. */
  | { readonly kind: 'above'; readonly below: string };

export type PanelTab = 'cadence' | 'rules';

/** What is wrong is not said at once of what was only just added. */
export type Calm = {
  /** Whether the problems of a place are not to be shown there yet. */
  isQuiet(path: string): boolean;
  /** 'followUps/welcome' or 'unenroll/replied' was added and is open; null: another place was gone to. */
  begin(place: string | null): void;
  /** The element of a field was left. */
  leave(element: string): void;
  /** Everything is to be shown. */
  showAll(): void;
};

export type Builder = {
  readonly draft: Draft;
  readonly module: Answer<'getModule'>;
  /** Null until all that the draft refers to is known. */
  readonly problems: readonly ToldProblem[] | null;
  readonly calm: Calm;
  readonly mayEdit: boolean;
  /** Against what runs: 'new', 'changed'; those not in it are as they run. */
  readonly changes: ReadonlyMap<string, 'new' | 'changed'>;
  /** The follow-up in the side panel; null: the cadence itself. */
  readonly selected: string | null;
  readonly tab: PanelTab;
  setTab(tab: PanelTab): void;
  select(id: string | null): void;
  /** Opens the place and puts the cursor there: 'followUps/welcome/delay'. */
  goTo(path: string): void;
  /** Opens what is added. */
  add(place: Place, channel: Channel): void;
  change(id: string, about: string, change: (followUp: FileFollowUp) => FileFollowUp): void;
  move(id: string, parent: string | null): void;
  shift(id: string, by: -1 | 1): void;
  duplicate(id: string): void;
  /** Asks first where a branch goes with it. */
  remove(id: string): Promise<void>;
};

export const BuilderContext = createContext<Builder | null>(null);

export function useBuilder(): Builder {
  const builder = use(BuilderContext);
  assert(builder !== null, 'inside the builder');
  return builder;
}

/** The element of a place, for the cursor. */
export function placeId(path: string): string {
  return `at-${path.replaceAll('/', '-')}`;
}
