import { exportCadence } from '#actions/cadences/export-cadence.ts';
import { readCadence, readCadences } from '#actions/cadences/read-cadences.ts';
import { checkFile, createCadence, discardDraft, editCadence } from '#actions/cadences/save-cadence.ts';
import { workingOf } from '#api/acting.ts';
import { describeCadence, describeHead, describeProblems, problemsOfRefusal } from '#api/cadences/describe-cadence.ts';
import { revisionWanted, withETag } from '#api/revision.ts';
import { type Routes, route } from '#api/route.ts';
import type { Services } from '#api/services.ts';
import * as contract from '#contract/cadences.ts';
import type { Language, Refusal } from '#contract/errors.ts';
import type { CadenceFile } from '#core/cadence/file.ts';
import type { CadenceProblem } from '#core/cadence/problem.ts';

type Working = ReturnType<typeof workingOf>;

export const cadenceRoutes: Routes = (app, services) => {
  route(app, contract.listCadences, async ({ query, ...called }) => {
    const { module = null, status = null } = query;
    return { items: (await readCadences(workingOf(services, called), { module, status })).map(describeHead) };
  });

  route(app, contract.createCadence, async ({ body, language, exchange, ...called }) => {
    const broken = brokenTemplate(services, body);
    if (broken !== null) return broken;
    const working = workingOf(services, called);
    const created = await createCadence(working, body);
    if (created.kind === 'refused') return 'params' in created ? created : { kind: 'refused', reason: 'name_taken' };
    if (created.kind === 'problems') return hasProblems(created.problems);
    return withETag(exchange, await described(working, created.cadence.publicId, language));
  });

  route(app, contract.getCadence, async ({ params, language, exchange, ...called }) => {
    const found = await readCadence(workingOf(services, called), params.id);
    if (found === null) return { kind: 'refused', reason: 'not_found' };
    return withETag(exchange, describeCadence(found, language));
  });

  route(app, contract.putDraft, async ({ params, body, language, exchange, ...called }) => {
    const broken = brokenTemplate(services, body.file);
    if (broken !== null) return broken;
    const working = workingOf(services, called);
    const revision = revisionWanted(exchange, body.revision);
    const saved = await editCadence(working, { cadence: params.id, file: body.file, revision });
    if (saved.kind === 'saved') return withETag(exchange, await described(working, params.id, language));
    if (saved.kind === 'problems') return hasProblems(saved.problems);
    const { reason } = saved;
    if (reason === 'stale') return staleCadence(working, params.id, language);
    return { kind: 'refused', reason: reason === 'cadence_unknown' ? 'not_found' : reason };
  });

  route(app, contract.discardDraft, async ({ params, language, exchange, ...called }) => {
    const working = workingOf(services, called);
    const discarded = await discardDraft(working, params.id);
    if (discarded === 'discarded') return withETag(exchange, await described(working, params.id, language));
    return { kind: 'refused', reason: discarded === 'cadence_unknown' ? 'not_found' : discarded };
  });

  route(app, contract.checkCadence, async ({ params, language, ...called }) => {
    const found = await readCadence(workingOf(services, called), params.id);
    if (found === null) return { kind: 'refused', reason: 'not_found' };
    return { problems: describeProblems(found.problems, language) };
  });

  route(app, contract.checkCadenceFile, async ({ body, language, ...called }) => {
    return { problems: describeProblems(await checkFile(workingOf(services, called), body), language) };
  });

  route(app, contract.exportCadence, async ({ params, ...called }) => {
    const wanted = { cadence: params.id, which: 'published' } as const;
    return (await exportCadence(workingOf(services, called), wanted)) ?? { kind: 'refused', reason: 'not_found' };
  });
};

function hasProblems(problems: readonly CadenceProblem[]): Refusal<'cadence_has_problems'> {
  return { kind: 'refused', reason: 'cadence_has_problems', problems: problemsOfRefusal(problems) };
}

/** A cadence that was there a moment ago: none is ever deleted. */
export async function described(working: Working, id: string, language: Language) {
  const found = await readCadence(working, id);
  if (found === null) throw new Error(`cadence ${id} is gone`);
  return describeCadence(found, language);
}

export async function staleCadence(working: Working, id: string, language: Language): Promise<Refusal<'stale'>> {
  return { kind: 'refused', reason: 'stale', current: await described(working, id, language) };
}

/** Templates are shared by name, so a broken one would break what runs. */
function brokenTemplate(
  { readTemplate }: Services,
  { templates = {} }: CadenceFile,
): Refusal<'template_broken'> | null {
  for (const [name, { subject, html, text = null }] of Object.entries(templates)) {
    const facts = readTemplate({ subject, html, text });
    if (facts.kind === 'broken')
      return { kind: 'refused', reason: 'template_broken', params: { why: `${name}: ${facts.why}` } };
  }
  return null;
}
