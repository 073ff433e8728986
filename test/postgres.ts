// Before the first test: the database servers for the whole run. After the last test they are gone.
import type { TestProject } from 'vitest/node';
import { type StartedServer, startServers } from './start-postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: readonly StartedServer[];
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { servers, stop } = await startServers();
  project.provide('postgres', servers);
  return stop;
}
