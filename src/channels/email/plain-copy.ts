/** Own enumerable values of plain objects and arrays; anything else (functions, instances, symbols) is left behind. */
export function plainCopy(value: object): Record<string, unknown> {
  const copy: Record<string, unknown> = Object.create(null);
  for (const [key, inner] of Object.entries(value)) copy[key] = plainValue(inner);
  return copy;
}

function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value === 'object' && value !== null) {
    const prototype: unknown = Object.getPrototypeOf(value);
    return prototype === Object.prototype || prototype === null ? plainCopy(value) : null;
  }
  return ['string', 'number', 'boolean'].includes(typeof value) ? value : null;
}
