import { Badge, type BadgeProps } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from '#web/features/records/fields/option-badge.module.css';

type OptionBadgeProps = Pick<BadgeProps, 'rightSection'> & {
  /** A colour of the theme; null: it is told apart by its name alone. */
  readonly tone: string | null;
  readonly children: ReactNode;
};

/** One of several options that a value has beside each other: a tag, a choice of a multi-select. */
export function OptionBadge({ tone, children, ...props }: OptionBadgeProps) {
  const dot = tone === null ? {} : { leftSection: <Dot color={tone} /> };
  return (
    <Badge {...props} {...dot} variant="default" tt="none" fw={500}>
      {children}
    </Badge>
  );
}

function Dot({ color }: { readonly color: string }) {
  return <span aria-hidden className={classes['dot']} style={{ background: `var(--mantine-color-${color}-6)` }} />;
}
