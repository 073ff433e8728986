import { useRead } from '#web/api/hooks.ts';
import { type ListedModule, useModuleHead } from '#web/features/records/modules.ts';

/** Whose records a cadence takes in. Null: it isn't known yet, or the module is retired. */
export function useModuleOfCadence(cadence: string): ListedModule | null {
  return useModuleHead(useRead('getCadence', { params: { id: cadence } }).data?.module ?? '');
}
