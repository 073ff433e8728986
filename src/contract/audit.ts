import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { instant, numericId, pageOf, pageQuery, publicId } from '#contract/values.ts';
import { type AuditArea, auditAreas, auditedActions } from '#core/accounts/audited.ts';

const tag = 'Audit log';

const areas = z.enum(Object.keys(auditAreas) as AuditArea[]); // the record has exactly these keys

export const auditEntry = z
  .object({
    id: numericId,
    at: instant,
    /** Null: nobody who had signed in. */
    actor: z.object({ id: publicId, name: z.string() }).nullable(),
    action: z.enum(auditedActions),
    /** Users by the name they have now, definitions by the name they had; null: what has no name. */
    target: z.object({ kind: z.string(), id: z.string(), name: z.string().nullable() }).nullable(),
    details: z.record(z.string(), z.union([z.string(), z.number()])),
  })
  .meta({ id: 'AuditEntry' });

export const listAudit = endpoint({
  id: 'listAudit',
  method: 'GET',
  path: '/api/v1/settings/audit-log',
  access: 'admin',
  tag,
  summary: 'Who did what, newest first; nothing in it can be changed or deleted',
  refusals: ['cursor_not_valid'],
  query: pageQuery.extend({
    actor: publicId.optional(),
    area: areas.optional(),
    action: z.enum(auditedActions).optional(),
    from: instant.optional(),
    until: instant.optional(),
  }),
  response: pageOf(auditEntry),
});

export const checkAudit = endpoint({
  id: 'checkAudit',
  method: 'GET',
  path: '/api/v1/settings/audit-log/check',
  access: 'admin',
  tag,
  summary: 'Whether the seals of all entries fit: the first one that doesn’t, or that is missing, is named',
  refusals: [],
  response: z.object({ brokenAt: numericId.nullable() }),
});
