// Menus and other parts behind a button are fetched at its first click: most visits never need them.
import { type ComponentType, lazy, type ReactNode, Suspense, useEffect, useState } from 'react';

type OnDemandProps = {
  /** The button as it stands until the part takes its place, and looks the same. */
  readonly button: (open: { readonly onClick: () => void; readonly 'aria-haspopup': Opened }) => ReactNode;
  /** The button, with `autoFocus`, and what it opens, by `useOpening`. */
  readonly children: ReactNode;
  readonly opens?: Opened;
};

type Opened = 'menu' | 'dialog';

export function OnDemand({ button, children, opens = 'menu' }: OnDemandProps) {
  const [isWanted, setWanted] = useState(false);
  const closed = button({ onClick: () => setWanted(true), 'aria-haspopup': opens });
  return isWanted ? <Suspense fallback={closed}>{children}</Suspense> : closed;
}

/** For what takes its button's place. Mantine gives the focus back after what it saw opening, not after what was open at first. */
export function useOpening() {
  const [opened, onChange] = useState(false);
  useEffect(() => onChange(true), []);
  return { opened, onChange };
}

/** A dialog, fetched when it is first opened. It stays afterwards, to fade away and to give the focus back. */
export function OnceOpened({ isOpen, children }: { readonly isOpen: boolean; readonly children: ReactNode }) {
  const [wasOpened, setWasOpened] = useState(isOpen);
  if (isOpen && !wasOpened) setWasOpened(true);
  return wasOpened ? <Suspense fallback={null}>{children}</Suspense> : null;
}

/** A component that is fetched when it is first shown. */
export function lazily<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  return lazy(async () => ({ default: await load() }));
}
