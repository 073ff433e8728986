import type { ReactNode } from 'react';
import classes from '#web/ui/quiet-line.module.css';

/** Small things to know beside each other, under what they are about. */
export function QuietLine({ children }: { readonly children: ReactNode }) {
  return <div className={classes['line']}>{children}</div>;
}
