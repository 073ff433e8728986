// An entry of a menu that can't be used now says why, under its name, instead of going away.
import { Menu, type MenuItemProps, Text } from '@mantine/core';

type WhyMenuItemProps = MenuItemProps & {
  /** Null: it can be used. */
  readonly why: string | null;
  readonly onClick: () => void;
};

export function WhyMenuItem({ why, onClick, children, color, ...props }: WhyMenuItemProps) {
  return (
    <Menu.Item
      {...props}
      {...(why === null ? {} : { c: 'dimmed' })}
      {...(why === null && color !== undefined ? { color } : {})}
      maw={300}
      aria-disabled={why !== null}
      closeMenuOnClick={why === null}
      onClick={() => {
        if (why === null) onClick();
      }}
    >
      {children}
      {why === null ? null : (
        <Text size="xs" c="dimmed">
          {why}
        </Text>
      )}
    </Menu.Item>
  );
}
