// What tests of the API's business routes share: a cadence file, leads, and answers that must have been good.
import type { LightMyRequestResponse } from 'fastify';
import { expect } from 'vitest';
import type { CadenceFile } from '#core/cadence/file.ts';
import type { ApiWorld, Method, Sender } from '#test/api-server.ts';

/** The body of an answer that must not be a refusal. */
export async function ok<T>(answering: Promise<LightMyRequestResponse>): Promise<T> {
  const response = await answering;
  expect(response.statusCode < 300 ? 'good' : response.body).toBe('good');
  return response.body === '' ? (null as T) : response.json<T>();
}

/** Email; clicked → call; not clicked within 3 days → a second email; replied (the goal) or unsubscribed → out. */
export function featureAdoption(changes: Partial<CadenceFile> = {}): CadenceFile {
  const email = (template: string) => ({ to: 'email', template });
  return {
    name: 'Feature adoption',
    module: 'leads',
    audience: 'manual',
    followUps: [
      {
        id: 'update',
        email: email('Update'),
        then: [
          {
            id: 'call',
            when: ['clicked'],
            call: { subject: 'Guide {{ record.last_name }}', startsAfter: { hours: 1 } },
          },
          { id: 'second', when: [{ not: 'clicked', within: { days: 3 } }], email: email('Second look') },
        ],
      },
    ],
    unenroll: [
      { id: 'replied', goal: true, email: ['replied'] },
      { id: 'unsubscribed', email: ['unsubscribed'] },
      { id: 'not-interested', record: { field: 'lead_status', is: 'Not interested' } },
    ],
    templates: {
      Update: {
        subject: 'What is new, {{ record.last_name }}',
        html: '<p>Hello {{ record.last_name }}, <a href="https://example.com/new">see what is new</a>.</p>',
      },
      'Second look': {
        subject: 'Did you see it?',
        html: '<p>Once more: <a href="https://example.com/new">new</a></p>',
      },
    },
    ...changes,
  };
}

type Named = { readonly id: string };

export async function createLead(as: Sender, values: object): Promise<Named> {
  return ok(as('POST', '/api/v1/leads', { values }));
}

/** A cadence that runs. */
export async function publish(as: Sender, file: CadenceFile, existing = 'leave'): Promise<Named> {
  const { id } = await ok<Named>(as('POST', '/api/v1/cadences', file));
  await ok(as('POST', `/api/v1/cadences/${id}/publish`, { existing, enrolled: 'move' }));
  return { id };
}

export type Answered = {
  readonly kind: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly skipped: Readonly<Record<string, number>>;
  readonly items: readonly {
    readonly record: string;
    readonly answer: string;
    readonly enrollment: string | null;
    readonly reason: string | null;
    readonly rule: string | null;
    readonly message: string | null;
  }[];
  readonly finished: boolean;
};

/** A request with an API key that has these scopes only. */
export async function withKey(world: ApiWorld, as: Sender, scopes: readonly string[]): Promise<Sender> {
  const wanted = { name: 'Test', scopes, expiresAt: null };
  const { key } = await ok<{ key: string }>(as('POST', '/api/v1/api-keys', wanted));
  const headers = { authorization: `Bearer ${key}` };
  return (method: Method, url: string, body?: object) =>
    world.app.inject({ method, url, headers, ...(body === undefined ? {} : { payload: body }) });
}
