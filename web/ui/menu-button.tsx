// A button with a menu. What draws the menu is fetched at the first click:
//   <MoreButton label={t('actionsOf', { name })} entries={[{ text: t('rename'), onClick: rename }, 'divider', …]} />
import { ActionIcon } from '@mantine/core';
import { EllipsisHorizontalIcon } from '@heroicons/react/16/solid';
import { type ButtonHTMLAttributes, cloneElement, type ReactElement } from 'react';
import type { MenuEntry } from '#web/ui/menu-entry.ts';
import { lazily, OnDemand } from '#web/ui/on-demand.tsx';

const MenuAtButton = lazily(async () => (await import('#web/ui/menu-at-button.tsx')).MenuAtButton);

type MenuButtonProps = {
  /** Hands its props on to a `button`. */
  readonly button: ReactElement<ButtonHTMLAttributes<HTMLButtonElement>>;
  readonly entries: readonly MenuEntry[];
  /** Which of its edges the menu keeps to. */
  readonly align?: 'start' | 'end';
};

export function MenuButton({ button, entries, align = 'start' }: MenuButtonProps) {
  return (
    <OnDemand button={(open) => cloneElement(button, open)}>
      <MenuAtButton button={cloneElement(button, { autoFocus: true })} entries={entries} align={align} />
    </OnDemand>
  );
}

type MoreButtonProps = Pick<MenuButtonProps, 'entries'> & {
  readonly label: string;
  readonly variant?: 'default' | 'subtle';
  readonly size?: 'sm' | 'md';
};

/** The "…" of whatever has actions; at its end. */
export function MoreButton({ label, entries, variant = 'subtle', size = 'md' }: MoreButtonProps) {
  const button = (
    <ActionIcon aria-label={label} variant={variant} size={size}>
      <EllipsisHorizontalIcon width={16} aria-hidden />
    </ActionIcon>
  );
  return <MenuButton button={button} entries={entries} align="end" />;
}
