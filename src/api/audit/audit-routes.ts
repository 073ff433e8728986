import { checkAudit, readAudit } from '#actions/audit/read-audit.ts';
import { actingOf } from '#api/acting.ts';
import { placeByCursor, writeCursor } from '#api/cursor.ts';
import { type Routes, route } from '#api/route.ts';
import * as contract from '#contract/audit.ts';

export const auditRoutes: Routes = (app, services) => {
  route(app, contract.listAudit, async ({ query, ...called }) => {
    const place = placeByCursor(query.cursor);
    if (place === null) return { kind: 'refused', reason: 'cursor_not_valid' };
    const { actor = null, area = null, action = null, from = null, until = null, limit } = query;
    const wanted = { actor, area, action, from, until, limit, before: place.before };
    const { items, hasMore } = await readAudit(actingOf(services, called), wanted);
    const last = items.at(-1);
    return {
      items: items.map(({ actor: who, ...entry }) => ({
        ...entry,
        actor: who === null ? null : { id: who.publicId, name: who.name },
      })),
      nextCursor: hasMore && last !== undefined ? writeCursor([last.id]) : null,
    };
  });

  route(app, contract.checkAudit, async (called) => ({ brokenAt: await checkAudit(actingOf(services, called)) }));
};
