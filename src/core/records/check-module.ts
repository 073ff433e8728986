// What a module that an administrator makes may be: a key that no address of the API needs, names in both languages.
import { checkLabel, isKey } from '#core/records/check-name.ts';
import type { LocalizedText } from '#core/records/field.ts';
import { systemModule } from '#core/records/modules.ts';

export type NewModule = { readonly key: string; readonly label: LocalizedText; readonly singular: LocalizedText };
export type ModuleRefusal = 'bad_key' | 'key_reserved' | 'bad_label';

/** Addresses under /api/v1 and of the web app, and modules that the product may yet bring. */
const RESERVED = new Set([
  ...['activities', 'api', 'api_keys', 'approvals', 'assets', 'attachments', 'audit', 'automation'],
  ...['blueprints', 'cadences', 'calls', 'cases', 'contracts', 'dashboards', 'development_mailbox'],
  ...['documents', 'editions', 'emails', 'enrollments', 'events', 'exports', 'fields', 'forecasts', 'healthz'],
  ...['imports', 'inbox', 'invitation', 'invoices', 'jobs', 'journeys', 'mail', 'mailbox', 'me', 'members'],
  ...['metrics', 'modules', 'notes', 'notifications', 'orders', 'organization', 'pipelines', 'preferences'],
  ...['profiles', 'projects', 'readyz', 'recycle_bin', 'reports', 'reviews', 'roles', 'rules', 'search'],
  ...['session', 'sessions', 'settings', 'solutions', 't', 'tags', 'tasks', 'teams', 'templates', 'tickets'],
  ...['timeline', 'users', 'vendors', 'views', 'webhooks'],
]);

export function checkModule(wanted: NewModule): { module: NewModule } | { refusal: ModuleRefusal } {
  const { key } = wanted;
  if (!isKey(key)) return { refusal: 'bad_key' };
  if (RESERVED.has(key) || systemModule(key) !== undefined) return { refusal: 'key_reserved' };
  const [label, singular] = [checkLabel(wanted.label), checkLabel(wanted.singular)];
  return label === null || singular === null ? { refusal: 'bad_label' } : { module: { key, label, singular } };
}
