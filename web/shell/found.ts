import type { ReactNode } from 'react';

/** What the finder offers. */
export type Found = {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly icon?: ReactNode;
  readonly go: () => void;
};

export type FoundGroup = { readonly name: string; readonly found: readonly Found[] };
