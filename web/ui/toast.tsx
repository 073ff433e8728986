// Short notes at the edge of the screen: what was done, with Undo where there is one, and what didn't work.
import { Anchor, Group } from '@mantine/core';
import type { NotificationData } from '@mantine/notifications';
import type { ApiProblem } from '#contract/client/problem.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { inWords } from '#web/i18n/words.ts';
import { createWanted, type Wanted } from '#web/ui/wanted.ts';

const STEP_WITHIN_MS = 8_000;

export function toastDone(message: string, undo?: () => void): void {
  if (undo === undefined) return show({ message });
  toastWithStep(message, { label: inWords(generalWords)('undo'), take: undo });
}

type Step = {
  readonly label: string;
  readonly take: () => void;
  /** Of what ended while nobody looked: it is there until it is closed. */
  readonly stays?: boolean;
};

/** With what there is to do about it: undo it, or go on. */
export function toastWithStep(message: string, { label, take, stays = false }: Step): void {
  const id = `done-${(made += 1)}`;
  show({
    id,
    autoClose: stays ? false : STEP_WITHIN_MS,
    message: (
      <Group justify="space-between" wrap="nowrap">
        {message}
        <Anchor
          component="button"
          style={{ flex: 'none' }}
          onClick={() => {
            hide(id);
            take();
          }}
        >
          {label}
        </Anchor>
      </Group>
    ),
  });
}

/** The server's sentence says what to do. */
export function toastProblem(problem: ApiProblem): void {
  const details = problem.errors.map(({ message }) => message);
  toastRefusal([problem.message, ...details].join(' '));
}

/** What didn't work, and why. */
export function toastRefusal(message: string): void {
  show({ color: 'red', title: inWords(generalWords)('problem'), message, autoClose: 10_000 });
}

/** Where toasts appear is fetched with the first of them. */
export const toasts: Wanted = createWanted();

let made = 0;

function show(toast: Omit<NotificationData, 'withBorder' | 'closeButtonProps'>): void {
  const closeButtonProps = { 'aria-label': inWords(generalWords)('close') };
  void loadToasts().then(({ notifications }) => notifications.show({ ...toast, withBorder: true, closeButtonProps }));
}

function hide(id: string): void {
  void loadToasts().then(({ notifications }) => notifications.hide(id));
}

function loadToasts() {
  toasts.want();
  return import('@mantine/notifications');
}
