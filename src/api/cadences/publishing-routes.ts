import { previewPublication } from '#actions/cadences/preview-publication.ts';
import { publishCadence } from '#actions/cadences/publish-cadence.ts';
import { disableCadence, enableCadence } from '#actions/cadences/switch-cadence.ts';
import { workingOf } from '#api/acting.ts';
import { described, staleCadence } from '#api/cadences/cadence-routes.ts';
import { describeProblems, problemsOfRefusal } from '#api/cadences/describe-cadence.ts';
import { revisionWanted, withETag } from '#api/revision.ts';
import { type Routes, route } from '#api/route.ts';
import * as contract from '#contract/publishing.ts';

export const publishingRoutes: Routes = (app, services) => {
  route(app, contract.previewPublication, async ({ params, language, ...called }) => {
    const previewed = await previewPublication(workingOf(services, called), params.id);
    if (previewed.kind === 'refused') {
      return { kind: 'refused', reason: previewed.reason === 'cadence_unknown' ? 'not_found' : 'nothing_to_publish' };
    }
    const { kind: _, problems, edited, ...counts } = previewed;
    return { problems: describeProblems(problems, language), edited: [...edited], ...counts };
  });

  route(app, contract.publishCadence, async ({ params, body, language, exchange, ...called }) => {
    const working = workingOf(services, called);
    const { existing, enrolled } = body;
    const revision = revisionWanted(exchange, body.revision);
    const published = await publishCadence(working, { cadence: params.id, existing, enrolled, revision });
    if (published.kind === 'published') return withETag(exchange, await described(working, params.id, language));
    if (published.kind === 'problems') {
      return { kind: 'refused', reason: 'cadence_has_problems', problems: problemsOfRefusal(published.problems) };
    }
    if ('params' in published) return published;
    if (published.reason === 'stale') return staleCadence(working, params.id, language);
    return { kind: 'refused', reason: published.reason === 'cadence_unknown' ? 'not_found' : 'nothing_to_publish' };
  });

  route(app, contract.disableCadence, async ({ params, language, ...called }) => {
    const working = workingOf(services, called);
    const switched = await disableCadence(working, params.id);
    if (switched.kind === 'refused') {
      return { kind: 'refused', reason: switched.reason === 'cadence_unknown' ? 'not_found' : 'cadence_not_active' };
    }
    return { cadence: await described(working, params.id, language), stopping: switched.stopping };
  });

  route(app, contract.enableCadence, async ({ params, body, language, exchange, ...called }) => {
    const working = workingOf(services, called);
    const switched = await enableCadence(working, { cadence: params.id, existing: body.existing });
    if (switched.kind === 'refused') {
      if ('params' in switched) return switched;
      if (switched.reason === 'misses_field') return { kind: 'refused', reason: 'cadence_misses_field' };
      return { kind: 'refused', reason: switched.reason === 'cadence_unknown' ? 'not_found' : 'cadence_not_disabled' };
    }
    return withETag(exchange, await described(working, params.id, language));
  });
};
