// What a simulation is asked for (C-90), and how it is checked before anything is begun.
import { type Checkable, loadCheckContext } from '#actions/cadences/cadence-context.ts';
import type { CadenceContext } from '#actions/cadences/save-cadence.ts';
import { fileTemplates } from '#actions/cadences/save-cadence.ts';
import type { Refusal } from '#contract/errors.ts';
import { checkCadence, isPublishable } from '#core/cadence/check.ts';
import type { CadenceDefinition } from '#core/cadence/definition.ts';
import { type CadenceFile, NO_NUMBERS } from '#core/cadence/file.ts';
import type { CadenceProblem } from '#core/cadence/problem.ts';
import { provisionallyNumbered } from '#core/cadence/provisional-numbers.ts';
import { type Rates, unknownRate } from '#core/cadence/simulate-rates.ts';
import { loadNumbers } from '#storage/cadences/cadences.ts';
import type { Tx } from '#storage/db.ts';

export type Asked = {
  /** Records at the most: of the view, or for a manual audience any of the module. */
  readonly records: number;
  readonly days: number;
  readonly seed: number;
  /** everybody: as if nobody had been in the cadence yet; newcomers: whoever is or was in it is left out. */
  readonly whom: 'everybody' | 'newcomers';
  /** By id of the follow-up; what is not given is learnt. */
  readonly rates: Readonly<Record<string, Rates>>;
};

export type Tried = {
  readonly kind: 'sound';
  readonly definition: CadenceDefinition;
  /** Warnings. */
  readonly problems: readonly CadenceProblem[];
};

export type NotTried =
  | { readonly kind: 'problems'; readonly problems: readonly CadenceProblem[] }
  | Refusal<'simulation_rate_unknown' | 'simulation_follow_up_unknown'>;

type Checking = {
  readonly file: CadenceFile;
  /** Null: there is none of that name yet. */
  readonly cadence: number | null;
  readonly rates: Asked['rates'];
};

/** What can't be published can't be decided by either. */
export async function checkTried(
  tx: Tx,
  context: CadenceContext,
  { file, cadence, rates }: Checking,
): Promise<Tried | NotTried> {
  const definition = provisionallyNumbered(file, cadence === null ? NO_NUMBERS : await loadNumbers(tx, cadence));
  const { context: loaded }: Checkable = await loadCheckContext(tx, definition, context);
  const templates = new Map([...loaded.templates, ...fileTemplates(context, file)]);
  const problems = checkCadence(definition, { ...loaded, templates });
  if (!isPublishable(problems)) return { kind: 'problems', problems };
  const strange = unknownRate(definition, rates);
  if (strange === null) return { kind: 'sound', definition, problems };
  const { followUp, response } = strange;
  return response === null
    ? { kind: 'refused', reason: 'simulation_follow_up_unknown', params: { followUp } }
    : { kind: 'refused', reason: 'simulation_rate_unknown', params: { followUp, response } };
}
