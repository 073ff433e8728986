// A button that can't be used now says why, instead of going away: why={whyNotPublish(draft)}.
import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import type { MouseEventHandler } from 'react';

export type WhyButtonProps = ButtonProps & {
  /** Null: it can be used. */
  readonly why: string | null;
  readonly onClick: MouseEventHandler<HTMLButtonElement>;
  /** Pressed although it can't be used: shows the way out, where there is one. */
  readonly onRefused?: () => void;
  readonly autoFocus?: boolean;
};

/** Stays in the order of the keyboard, so that the reason can be read without a mouse. */
export function WhyButton({ why, onClick, onRefused, ...props }: WhyButtonProps) {
  return (
    <Tooltip label={why} disabled={why === null} events={{ hover: true, focus: true, touch: true }}>
      <Button
        {...props}
        {...(why === null ? {} : { 'data-disabled': true })}
        aria-disabled={why !== null}
        onClick={(event) => {
          if (why === null) onClick(event);
          else {
            event.preventDefault();
            onRefused?.();
          }
        }}
      />
    </Tooltip>
  );
}
