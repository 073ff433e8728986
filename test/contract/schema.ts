// JSON Schemas of the contract, read for tests: a value that one takes, and every place in it where something else could be
// put.
import { z } from 'zod';
import { assert } from '#core/assert.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

type Schema = {
  readonly $ref?: string;
  readonly const?: Json;
  readonly enum?: readonly Json[];
  readonly default?: Json;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly minLength?: number;
  readonly minItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly $defs?: Readonly<Record<string, Schema>>;
};

/** A place in a value: what may stand there, and the whole value with something else put there. */
export type Slot = {
  readonly path: string;
  /** text: whatever people write; key: as that, of an object; id: of a form that ids have; other: all else. */
  readonly kind: 'text' | 'key' | 'id' | 'other';
  /** What could stand there. */
  readonly sample: unknown;
  put(value: unknown): unknown;
};

export const NOBODY = '019a0000-0000-7000-8000-000000000001';
const samplesByFormat: Readonly<Record<string, string>> = {
  uuid: NOBODY,
  'date-time': '2026-03-05T09:00:00Z',
  date: '2026-03-05',
};

export type Shape = { sample(): unknown; slots(): Slot[] };

/** The shape of what a schema of the contract takes, as clients write it. */
export function shapeOf(schema: z.ZodType): Shape {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema; // zod's type of it is looser
  const reader = readerOf(root);
  return { sample: () => reader.sample(root), slots: () => reader.slots(root, []) };
}

function readerOf(root: Schema) {
  const follow = (schema: Schema): Schema => {
    if (schema.$ref === undefined) return schema;
    if (schema.$ref === '#') return root;
    const found = root.$defs?.[schema.$ref.replace('#/$defs/', '')];
    assert(found !== undefined, `${schema.$ref} leads somewhere`);
    return found;
  };

  /** Of a schema that leaves a choice; empty: it leaves none. */
  const choices = (schema: Schema): readonly Schema[] => {
    const { type } = schema;
    if (typeof type === 'object') return type.map((one) => ({ ...schema, type: one }));
    return schema.anyOf ?? schema.oneOf ?? [];
  };

  function sample(given: Schema): unknown {
    const schema = follow(given);
    if (schema.const !== undefined) return schema.const;
    if (schema.enum !== undefined) return schema.enum[0];
    const [first] = choices(schema);
    if (first !== undefined) return sample(first);
    switch (schema.type) {
      case 'string':
        return sampleText(schema);
      case 'integer':
      case 'number':
        return schema.minimum === undefined || schema.minimum < 0 ? 1 : schema.minimum;
      case 'boolean':
        return true;
      case 'array':
        return (schema.minItems ?? 0) > 0 ? [sample(schema.items ?? {})] : [];
      case 'object':
        return sampleObject(schema);
      default:
        return null;
    }
  }

  function sampleObject({ properties = {}, required = [] }: Schema): Readonly<Record<string, unknown>> {
    const entries = Object.entries(properties).filter(([key]) => required.includes(key));
    return Object.fromEntries(entries.map(([key, part]) => [key, sample(part)]));
  }

  /** `above`: the schemas that this one is a part of, by reference; one that contains itself is looked into once. */
  function slots(given: Schema, above: readonly string[]): Slot[] {
    if (given.$ref !== undefined && above.includes(given.$ref)) return [];
    const trail = given.$ref === undefined ? above : [...above, given.$ref];
    const schema = follow(given);
    const branches = choices(schema);
    if (branches.length > 0) return branches.flatMap((branch) => slots(branch, trail));
    const self: Slot = { path: '', kind: kindOf(schema), sample: sample(schema), put: (value) => value };
    if (schema.type === 'object') return [self, ...slotsOfObject(schema, trail)];
    if (schema.type !== 'array' || schema.items === undefined) return [self];
    return [self, ...slots(schema.items, trail).map((slot) => within('0', slot, (value) => [value]))];
  }

  function slotsOfObject(schema: Schema, trail: readonly string[]): Slot[] {
    const base = sampleObject(schema);
    const known = Object.entries(schema.properties ?? {}).flatMap(([key, part]) =>
      slots(part, trail).map((slot) => within(key, slot, (value) => ({ ...base, [key]: value }))),
    );
    const { additionalProperties: rest } = schema;
    if (typeof rest !== 'object') return known;
    const value = sample(rest);
    const keys: Slot = { path: '<key>', kind: 'key', sample: 'any', put: (key) => ({ ...base, [String(key)]: value }) };
    const others = slots(rest, trail).map((slot) => within('any', slot, (one) => ({ ...base, any: one })));
    return [...known, keys, ...others];
  }

  return { sample, slots };
}

/** The places that a value fills. */
export function leavesOf(value: unknown): Slot[] {
  if (typeof value !== 'object' || value === null) {
    return [{ path: '', kind: typeof value === 'string' ? 'text' : 'other', sample: value, put: (other) => other }];
  }
  return Object.entries(value).flatMap(([key, part]) => {
    const wrap = (other: unknown) =>
      Array.isArray(value) ? value.with(Number(key), other) : { ...value, [key]: other };
    return leavesOf(part).map((leaf) => within(key, leaf, wrap));
  });
}

function within(key: string, slot: Slot, wrap: (value: unknown) => unknown): Slot {
  const path = slot.path === '' ? key : `${key}.${slot.path}`;
  return { ...slot, path, put: (value) => wrap(slot.put(value)) };
}

function kindOf({ type, format, pattern, enum: closed, const: only }: Schema): Slot['kind'] {
  if (format === 'uuid' || pattern === NUMERIC_ID) return 'id';
  const isText = type === 'string' && closed === undefined && only === undefined;
  return isText && (format ?? pattern) === undefined ? 'text' : 'other';
}

const NUMERIC_ID = '^[1-9]\\d{0,17}$';

function sampleText({ format, pattern, minLength = 0 }: Schema): string {
  if (format !== undefined) return samplesByFormat[format] ?? 'sample';
  if (pattern === NUMERIC_ID) return '900719925474099';
  if (pattern !== undefined) return '2026-03-05';
  return 'sample'.padEnd(minLength, '.');
}
