import { Menu, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { MenuAction, MenuEntry } from '#web/ui/menu-entry.ts';
import { useOpening } from '#web/ui/on-demand.tsx';

type MenuAtButtonProps = {
  readonly button: ReactElement;
  readonly entries: readonly MenuEntry[];
  readonly align: 'start' | 'end';
};

/** Takes the place of its button when that is clicked. */
export function MenuAtButton({ button, entries, align }: MenuAtButtonProps) {
  return (
    <Menu {...useOpening()} position={`bottom-${align}`}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown maw={300}>
        {entries.map((entry) => {
          if (entry === 'divider') return <Menu.Divider key="divider" />;
          if ('heading' in entry) return <Menu.Label key={entry.heading}>{entry.heading}</Menu.Label>;
          return <Entry key={entry.text} {...entry} />;
        })}
      </Menu.Dropdown>
    </Menu>
  );
}

/** One that can't be used now says why, instead of going away. */
function Entry(action: MenuAction) {
  const { text, onClick, icon: Icon, about = null, why = null, isDisabled = false, isDestructive = false } = action;
  const canBeUsed = why === null;
  const says = why ?? about;
  return (
    <Menu.Item
      {...(canBeUsed ? {} : { c: 'dimmed', 'aria-disabled': true, closeMenuOnClick: false })}
      {...(canBeUsed && isDestructive ? { c: 'var(--mantine-color-error)' } : {})}
      {...(canBeUsed ? { onClick } : {})}
      {...(Icon === undefined ? {} : { leftSection: <Icon width={16} aria-hidden /> })}
      disabled={isDisabled}
    >
      {text}
      {says === null ? null : (
        <Text size="xs" c="dimmed">
          {says}
        </Text>
      )}
    </Menu.Item>
  );
}
