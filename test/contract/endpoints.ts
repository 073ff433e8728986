// All endpoints of the contract, whichever are added.
import { readdirSync } from 'node:fs';
import type { Endpoint } from '#contract/endpoint.ts';

const folder = new URL('../../src/contract/', import.meta.url);
const files = readdirSync(folder).filter((file) => /^[\w-]+\.ts$/.test(file));
const chapters = await Promise.all(files.map((file): Promise<object> => import(new URL(file, folder).href)));

export const endpoints: readonly Endpoint[] = chapters
  .flatMap((chapter): unknown[] => Object.values(chapter))
  .filter(isEndpoint);

export function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === 'object' && value !== null && 'path' in value && 'access' in value;
}

/** For `it.each`: the endpoint under its name. */
export function named(among: readonly Endpoint[]): (readonly [id: string, endpoint: Endpoint])[] {
  return among.map((endpoint) => [endpoint.id, endpoint] as const);
}

/** Whether it may change something. */
export function writes({ method }: Endpoint): boolean {
  return method !== 'GET';
}
