// The modules that the product brings along. Custom modules join them at run time, from metadata.
import type { Module } from '#core/records/field.ts';
import { leads } from '#core/records/leads.ts';

export const systemModules: readonly Module[] = [leads];

export function systemModule(key: string): Module | undefined {
  return systemModules.find((module) => module.key === key);
}
