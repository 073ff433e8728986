// What each permission of a key allows, in words.
import type { Scope } from '#contract/scopes.ts';

export const scopeWords = {
  'records.read': 'recordsRead',
  'records.write': 'recordsWrite',
  'cadences.read': 'cadencesRead',
  'cadences.write': 'cadencesWrite',
  'enrollments.write': 'enrollmentsWrite',
  'reports.read': 'reportsRead',
  admin: 'admin',
} as const satisfies Readonly<Record<Scope, string>>;
