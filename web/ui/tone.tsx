import type { ReactNode } from 'react';
import classes from '#web/ui/tone.module.css';

type ToneProps = {
  /** A colour of the theme. */
  readonly color: string;
  readonly children: ReactNode;
};

/** A state in a word, with a dot to find it by. */
export function Tone({ color, children }: ToneProps) {
  return (
    <span className={classes['tone']}>
      <span aria-hidden className={classes['dot']} style={{ background: `var(--mantine-color-${color}-6)` }} />
      {children}
    </span>
  );
}
