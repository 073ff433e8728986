// Records of every module with a value in every field, whichever modules and fields there are; and a module, fields and a
// conversion of the organisation's own.
import type { Field } from '#core/records/field.ts';
import { ok } from '#test/api-cadences.ts';
import type { Sender } from '#test/api-server.ts';

type Shown = { readonly key: string; readonly fields: readonly Field[] };
type Made = { readonly module: Shown; readonly id: string };
type Listed<Item> = { readonly items: readonly Item[] };

/** Of each module: some are deleted, converted, merged by the walks. */
const RECORDS_EACH = 3;

export async function fillModules(send: Sender, mark: string): Promise<void> {
  await addOwn(send, mark);
  const { items } = await ok<Listed<{ key: string; retired: boolean }>>(send('GET', '/api/v1/modules'));
  const living = items.filter(({ retired }) => !retired);
  const modules = await Promise.all(living.map(({ key }) => ok<Shown>(send('GET', `/api/v1/modules/${key}`))));
  const { items: users } = await ok<Listed<{ id: string }>>(send('GET', '/api/v1/users'));
  const known = new Map<string, string>([['', users[0]?.id ?? '']]);
  const made: Made[] = [];
  for (const module of inOrder(modules)) {
    for (let count = 0; count < RECORDS_EACH; count += 1) {
      const values = valuesOf(module, { mark: `${mark} ${count}`, known });
      const { id } = await ok<{ id: string }>(send('POST', `/api/v1/${module.key}`, { values }));
      known.set(module.key, id);
      made.push({ module, id });
    }
  }
  // By now there is something for every lookup to lead to.
  for (const { module, id } of made) {
    const lookups = module.fields.filter(({ type, readOnly }) => type === 'lookup' && !readOnly);
    const values = Object.fromEntries(lookups.map(({ key, target }) => [key, known.get(target ?? '') ?? null]));
    await ok(send('PATCH', `/api/v1/${module.key}/${id}`, { values }));
  }
  await convertOne(send, mark);
}

async function addOwn(send: Sender, mark: string): Promise<void> {
  const label = { en: `${mark} boats`, zh: `${mark} 船` };
  await ok(send('POST', '/api/v1/modules', { key: 'boats', label, singular: label }));
  await ok(send('POST', '/api/v1/modules/boats/fields', { key: 'sails', type: 'integer', label }));
  await ok(send('POST', '/api/v1/modules/leads/fields', { key: 'harbour', type: 'text', label, tracked: true }));
  await ok(send('POST', '/api/v1/modules/leads/fields', { key: 'berth', type: 'text', label }));
  await ok(send('POST', '/api/v1/modules/leads/fields/berth/retire'));
}

async function convertOne(send: Sender, mark: string): Promise<void> {
  const values = { last_name: `${mark} converted`, company: mark };
  const { id } = await ok<{ id: string }>(send('POST', '/api/v1/leads', { values }));
  await ok(send('POST', `/api/v1/leads/${id}/convert`, { deal: null }));
}

/** Those that others can't be without come first. */
function inOrder(modules: readonly Shown[]): Shown[] {
  const needs = ({ fields }: Shown) => fields.some(({ type, required }) => type === 'lookup' && required);
  return [...modules.filter((module) => !needs(module)), ...modules.filter(needs)];
}

type Material = { readonly mark: string; readonly known: ReadonlyMap<string, string> };

function valuesOf({ fields }: Shown, material: Material): Record<string, unknown> {
  const writable = fields.filter(({ readOnly, type, required }) => !readOnly && (type !== 'lookup' || required));
  return Object.fromEntries(writable.map((field) => [field.key, valueOf(field, material)]));
}

function valueOf({ type, options, target, key }: Field, { mark, known }: Material): unknown {
  const word = mark.toLowerCase().replace(/\W+/g, '-');
  switch (type) {
    case 'text':
    case 'long_text':
      return key === 'company' ? mark.split(' ')[0] : mark;
    case 'email':
      return `${key.replaceAll('_', '-')}@${word}.invalid`;
    case 'url':
      return `https://${word}.invalid/`;
    case 'phone':
      return '+49 30 1234567';
    case 'integer':
      return 3;
    case 'decimal':
    case 'currency':
    case 'percent':
      return '3';
    case 'date':
      return '2026-03-10';
    case 'date_time':
      return '2026-03-10T09:00:00Z';
    case 'boolean':
      return false;
    case 'pick_list':
      return options[0] ?? null;
    case 'multi_select':
      return options.slice(0, 1);
    case 'lookup':
      return known.get(target ?? '') ?? null;
    case 'user':
      return known.get('') ?? null;
    case 'auto_number':
      return null;
  }
}
