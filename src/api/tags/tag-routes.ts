import { type ChangedTag, changeTag, makeTag, type TagChange } from '#actions/tags/change-tags.ts';
import { readTags, tagRecords } from '#actions/tags/tag-records.ts';
import { actingOf } from '#api/acting.ts';
import { noModule, noRecord } from '#api/records/no-module.ts';
import { refuse } from '#api/refuse.ts';
import { type Routes, route } from '#api/route.ts';
import type { Services } from '#api/services.ts';
import type { Endpoint } from '#contract/endpoint.ts';
import type { Refusal } from '#contract/errors.ts';
import * as contract from '#contract/tags.ts';
import { assert } from '#core/assert.ts';

export const tagRoutes: Routes = (app, services) => {
  route(app, contract.listTags, async ({ params: { module }, ...called }) => {
    const read = await readTags(actingOf(services, called), module);
    return read.kind === 'read' ? { items: read.tags } : noRecord(read, module);
  });

  route(app, contract.createTag, async ({ params: { module }, body, ...called }) => {
    const made = await makeTag(actingOf(services, called), { module, ...body });
    if (made.kind === 'made') return made.tag;
    return made.reason === 'unknown_module' ? noModule(module) : made;
  });

  route(app, contract.updateTag, async ({ params, body, ...called }) => {
    const change: TagChange =
      'name' in body ? { ...params, ...body, kind: 'rename' } : { ...params, ...body, kind: 'recolour' };
    const changed = await changeTag(administering(services, called), change);
    return shown(contract.updateTag, changed, params.module);
  });

  route(app, contract.mergeTag, async ({ params, body, ...called }) => {
    const changed = await changeTag(administering(services, called), { ...params, ...body, kind: 'merge' });
    return shown(contract.mergeTag, changed, params.module);
  });

  route(app, contract.deleteTag, async ({ params, ...called }) => {
    const changed = await changeTag(administering(services, called), { ...params, kind: 'remove' });
    return changed.kind === 'changed' ? null : notChanged(contract.deleteTag, changed, params.module);
  });

  route(app, contract.tagRecords, async ({ params: { module }, body, ...called }) => {
    const tagged = await tagRecords(actingOf(services, called), { module, ...body });
    if (tagged.kind === 'tagged') return { changed: tagged.changed, left: [...tagged.left] };
    return tagged.reason === 'unknown_module' ? noModule(module) : tagged;
  });
};

function administering(services: Services, called: Parameters<typeof actingOf>[1]) {
  return { ...actingOf(services, called), readTemplate: services.readTemplate };
}

function shown<E extends Endpoint>(endpoint: E, changed: ChangedTag, module: string) {
  if (changed.kind === 'refused') return notChanged(endpoint, changed, module);
  assert(changed.tag !== null, 'only a tag that is taken away is none afterwards');
  return changed.tag;
}

/** Each endpoint has some of the reasons. */
function notChanged<E extends Endpoint>(
  endpoint: E,
  refused: Extract<ChangedTag, { kind: 'refused' }>,
  module: string,
): Refusal<E['refusals'][number]> {
  const reason = refused.reason === 'unknown_module' ? 'module_unknown' : refused.reason;
  const uses = refused.reason === 'tag_in_use' ? refused.uses.join(', ') : '';
  return { ...refuse(endpoint, reason), params: { module, uses } };
}
