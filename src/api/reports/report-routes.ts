import { cadenceReport } from '#actions/reports/cadence-report.ts';
import { readCadences } from '#actions/cadences/read-cadences.ts';
import { workingOf } from '#api/acting.ts';
import { type Routes, route } from '#api/route.ts';
import * as contract from '#contract/reports.ts';

export const reportRoutes: Routes = (app, services) => {
  route(app, contract.getReport, async ({ params, query, ...called }) => {
    const working = workingOf(services, called);
    const { from = null, until = null, version = null } = query;
    const report = await cadenceReport({ ...working, cadence: params.id, version, range: { from, until } });
    if (report === null) {
      const all = await readCadences(working, { module: null, status: null });
      const known = all.find(({ cadence }) => cadence.publicId === params.id);
      return { kind: 'refused', reason: known?.cadence.version === null ? 'never_published' : 'not_found' };
    }
    return {
      ...report,
      states: { ...report.states },
      reasons: { ...report.reasons },
      unenrolledByRule: [...report.unenrolledByRule],
      followUps: report.followUps.map((figures) => ({ ...figures, responses: { ...figures.responses } })),
    };
  });
};
