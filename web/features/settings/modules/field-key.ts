/** A key made from a name, which people can still change: 'Contract ends' → 'contract_ends'. Empty where nothing is left. */
export function keyFromName(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(0, KEY_LENGTH_MAX);
}

const KEY_LENGTH_MAX = 40;
