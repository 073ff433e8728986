import type { ComponentType, SVGProps } from 'react';

export type MenuEntry = 'divider' | { readonly heading: string } | MenuAction;

export type MenuAction = {
  readonly text: string;
  readonly onClick: () => void;
  readonly icon?: ComponentType<SVGProps<SVGSVGElement>>;
  /** What it does, under its name. */
  readonly about?: string;
  /** Why it can't be used now, instead of `about`; null: it can. */
  readonly why?: string | null;
  readonly isDisabled?: boolean;
  readonly isDestructive?: boolean;
};
