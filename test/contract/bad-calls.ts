// Calls with something else in one place than what belongs there.
import type { z } from 'zod';
import type { Endpoint } from '#contract/endpoint.ts';
import type { Call } from './calls.ts';
import { otherTypes, payloads } from './payloads.ts';
import { leavesOf, shapeOf, type Slot } from './schema.ts';

export type BadCall = { readonly what: string; readonly call: Call };
type Part = 'params' | 'query' | 'body';

/** What the schemas refuse reaches no handler: these few show that it is refused. */
const REFUSED_EACH_MAX = 8;
/** With more, each place gets its share of them; `WALK=whole` tries all. */
const CALLS_MAX = process.env['WALK'] === 'whole' ? Number.POSITIVE_INFINITY : 100;

/** Each text in every place for a text, each value of another type in every place. */
export function badCalls(endpoint: Endpoint, call: Call): BadCall[] {
  const inParts = (['params', 'query', 'body'] as const).flatMap((part) =>
    slotsOf(endpoint, part, call).flatMap((slot) => callsAt({ endpoint, part, slot, call })),
  );
  const stride = Math.max(1, Math.ceil(inParts.length / CALLS_MAX));
  const offset = endpoint.id.length; // so that endpoints of one schema get different ones
  return inParts.filter((_, index) => (index + offset) % stride === 0);
}

/** The places that the schema knows, and those that the example fills. */
function slotsOf(endpoint: Endpoint, part: Part, call: Call): Slot[] {
  const schema = endpoint[part];
  if (schema === null || typeof schema === 'string') return [];
  const known = shapeOf(schema).slots();
  if (part !== 'body') return known.filter(({ path }) => path !== '' && !path.includes('.'));
  return [...new Map([...known, ...leavesOf(call.body)].map((slot) => [`${slot.path} ${slot.kind}`, slot])).values()];
}

type Place = { readonly endpoint: Endpoint; readonly part: Part; readonly slot: Slot; readonly call: Call };

function callsAt({ endpoint, part, slot, call }: Place): BadCall[] {
  const texts = part !== 'body' || slot.kind === 'text' ? payloads : [];
  const others = part === 'body' && slot.kind !== 'key' ? otherTypes : [];
  const values = [...(slot.kind === 'key' ? payloads : texts), ...others].map((value) =>
    valueAt(part, slot, { value, call }),
  );
  const schema = endpoint[part] as z.ZodType; // it has slots
  const isAccepted = (value: unknown) => schema.safeParse(value).success;
  const accepted = values.filter(isAccepted);
  const refused = values.filter((value) => !isAccepted(value)).slice(0, REFUSED_EACH_MAX);
  return [...accepted, ...refused].map((value) => ({ what: `${part}.${slot.path}`, call: { ...call, [part]: value } }));
}

function valueAt(part: Part, slot: Slot, { value, call }: { readonly value: unknown; readonly call: Call }): unknown {
  return part === 'body' ? slot.put(value) : { ...call[part], [slot.path]: value };
}
