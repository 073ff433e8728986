import {
  readSimulation,
  cancelSimulation,
  ownSimulations,
  simulatedRecords,
} from '#actions/simulations/read-simulations.ts';
import { startSimulation } from '#actions/simulations/start-simulation.ts';
import { actingOf, workingOf } from '#api/acting.ts';
import { problemsOfRefusal } from '#api/cadences/describe-cadence.ts';
import { readCursor, writeCursor } from '#api/cursor.ts';
import { noModule } from '#api/records/no-module.ts';
import { describeListed, describeRecord, describeSimulation } from '#api/simulations/describe-simulation.ts';
import { type Routes, route } from '#api/route.ts';
import * as contract from '#contract/simulations.ts';

export const simulationRoutes: Routes = (app, services) => {
  route(app, contract.startSimulation, async ({ params, body, language, ...called }) => {
    const started = await startSimulation(workingOf(services, called), { cadence: params.id, asked: body });
    if (started.kind === 'started') return describeSimulation(started.simulation, language);
    if (started.kind === 'problems') {
      return { kind: 'refused', reason: 'cadence_has_problems', problems: problemsOfRefusal(started.problems) };
    }
    if (started.reason === 'cadence_unknown') return { kind: 'refused', reason: 'not_found' };
    // The check of the definition has told that its module is there.
    return started.reason === 'unknown_module' ? noModule('') : started;
  });

  route(app, contract.listSimulations, async ({ params, language, ...called }) => {
    const simulations = await ownSimulations(actingOf(services, called), params.id);
    if (simulations === null) return { kind: 'refused', reason: 'not_found' };
    return { items: simulations.map((one) => describeListed(one, language)) };
  });

  route(app, contract.getSimulation, async ({ params, language, ...called }) => {
    const found = await readSimulation(actingOf(services, called), params.id);
    return found === null ? { kind: 'refused', reason: 'not_found' } : describeSimulation(found, language);
  });

  route(app, contract.cancelSimulation, async ({ params, language, ...called }) => {
    const found = await cancelSimulation(actingOf(services, called), params.id);
    return found === null ? { kind: 'refused', reason: 'not_found' } : describeSimulation(found, language);
  });

  route(app, contract.listSimulatedRecords, async ({ params, query, language, ...called }) => {
    const after = placeIn(query.cursor);
    if (after === null) return { kind: 'refused', reason: 'cursor_not_valid' };
    const page = await simulatedRecords(actingOf(services, called), {
      simulation: params.id,
      after,
      limit: query.limit,
    });
    if (page.kind === 'refused') return page.reason === 'unknown_module' ? noModule('') : page;
    const { definition } = page.simulation.request;
    return {
      items: page.records.map((one) => describeRecord(one, definition, language)),
      nextCursor: page.next === null ? null : writeCursor([page.next]),
    };
  });
};

/** After which place the page begins. Null: no cursor of ours. */
function placeIn(cursor: string | undefined): number | null {
  if (cursor === undefined) return -1;
  const [place] = readCursor(cursor) ?? [];
  return typeof place === 'number' && Number.isInteger(place) && place >= 0 && place < 2 ** 31 ? place : null;
}
