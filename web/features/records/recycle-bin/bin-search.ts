export type BinSearch = {
  /** A module's key; left out: leads. */
  readonly module?: string;
};

export function readBinSearch({ module }: Record<string, unknown>): BinSearch {
  return typeof module === 'string' && module !== '' ? { module } : {};
}
