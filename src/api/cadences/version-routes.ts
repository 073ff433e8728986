import { readVersion, readVersions } from '#actions/cadences/read-versions.ts';
import { workingOf } from '#api/acting.ts';
import { type Routes, route } from '#api/route.ts';
import * as contract from '#contract/versions.ts';

export const versionRoutes: Routes = (app, services) => {
  route(app, contract.listVersions, async ({ params, ...called }) => {
    const versions = await readVersions(workingOf(services, called), params.id);
    if (versions === null) return { kind: 'refused', reason: 'not_found' };
    return {
      items: versions.map(({ publishedBy, ...one }) => ({
        ...one,
        publishedBy: publishedBy === null ? null : { id: publishedBy.publicId, name: publishedBy.name },
      })),
    };
  });

  route(app, contract.getVersion, async ({ params, ...called }) => {
    const { id: cadence, version } = params;
    const found = await readVersion(workingOf(services, called), { cadence, version });
    if (found === null) return { kind: 'refused', reason: 'not_found' };
    return { file: found.file, followUpNumbers: { ...found.followUpNumbers } };
  });
};
