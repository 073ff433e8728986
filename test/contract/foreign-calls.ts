// Calls with something of another organisation in one place.
import type { Endpoint } from '#contract/endpoint.ts';
import type { Call } from './calls.ts';
import { leavesOf, shapeOf, type Slot } from './schema.ts';

type Kind = 'uuids' | 'numbers';

export type ForeignCall = {
  readonly what: string;
  readonly kind: Kind;
  /** It stands in the path: there is nothing by this id. */
  readonly isAddress: boolean;
  withId(id: string): Call;
};

/** Ids that nobody has. The first of them is for what can be done only once. */
export const NOBODYS: Readonly<Record<Kind, readonly [string, string]>> = {
  uuids: ['019a0000-0000-7000-8000-00000000beef', '019a0000-0000-7000-8000-00000000dead'],
  numbers: ['1888888888888', '1999999999999'],
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Every place for an id. */
export function foreignCalls(endpoint: Endpoint, call: Call): ForeignCall[] {
  const flat = (['params', 'query'] as const).flatMap((part) =>
    slotsIn(endpoint[part])
      .filter(({ kind, path }) => kind === 'id' && path !== '')
      .map(({ path, sample }) => ({
        what: `${part}.${path}`,
        kind: kindOf(sample),
        isAddress: part === 'params',
        withId: (id: string) => ({ ...call, [part]: { ...call[part], [path]: id } }),
      })),
  );
  const places = [...slotsIn(endpoint.body).filter(({ kind }) => kind === 'id'), ...idsIn(call.body)];
  const inBody = [...new Map(places.map((slot) => [slot.path, slot])).values()].map((slot) => ({
    what: `body.${slot.path}`,
    kind: kindOf(slot.sample),
    isAddress: false,
    withId: (id: string) => ({ ...call, body: slot.put(id) }),
  }));
  return [...flat, ...inBody];
}

function slotsIn(schema: Endpoint['params'] | Endpoint['body']): Slot[] {
  return schema === null || typeof schema === 'string' ? [] : shapeOf(schema).slots();
}

function idsIn(body: unknown): Slot[] {
  return leavesOf(body).filter(({ sample }) => typeof sample === 'string' && UUID.test(sample));
}

function kindOf(sample: unknown): Kind {
  return UUID.test(String(sample)) ? 'uuids' : 'numbers';
}

export type WordCall = {
  readonly what: string;
  readonly theirs: string;
  /** Of the same form, and nowhere. As with NOBODYS. */
  readonly nobodys: readonly [string, string];
  withWord(word: string): Call;
};

/** Every place for a text, with names that the other organisation's things have. */
export function wordCalls(endpoint: Endpoint, call: Call, mark: string): WordCall[] {
  const words = [mark, `${mark} letters`].map((theirs) => ({
    theirs,
    nobodys: [theirs.replace(mark, likeness(mark, 'x')), theirs.replace(mark, likeness(mark, 'y'))] as const,
  }));
  const flat = (['params', 'query'] as const).flatMap((part) =>
    slotsIn(endpoint[part])
      .filter(({ kind, path }) => kind === 'text' && path !== '')
      .map(({ path }) => ({
        what: `${part}.${path}`,
        withWord: (word: string) => ({ ...call, [part]: { ...call[part], [path]: word } }),
      })),
  );
  const inBody = slotsIn(endpoint.body)
    .filter(({ kind }) => kind === 'text')
    .map((slot) => ({ what: `body.${slot.path}`, withWord: (word: string) => ({ ...call, body: slot.put(word) }) }));
  return [...flat, ...inBody].flatMap((place) => words.map((word) => ({ ...place, ...word })));
}

function likeness(word: string, ending: string): string {
  return word.slice(0, -1) + ending;
}
