// One question before something that can't be taken back: `if (await confirm({ … })) …`.
import { type ReactNode, useSyncExternalStore } from 'react';
import { createWanted, type Wanted } from '#web/ui/wanted.ts';

export type Question = {
  readonly title: string;
  readonly text: ReactNode;
  /** What the button does, in its words: 'Delete lead'. */
  readonly yes: string;
  readonly no?: string;
  readonly kind?: 'harmless' | 'destructive';
};

export type Asked = Question & { readonly answer: (isYes: boolean) => void };

/** The dialog is fetched with the first question. */
export const confirmDialog: Wanted = createWanted();

let asked: Asked | null = null;
const listeners = new Set<() => void>();

function show(question: Asked | null): void {
  asked = question;
  for (const listener of listeners) listener();
}

/** False: no, closed, or another question came in between. */
export function confirm(question: Question): Promise<boolean> {
  confirmDialog.want();
  asked?.answer(false);
  return new Promise((resolve) => {
    show({
      ...question,
      answer: (isYes) => {
        show(null);
        resolve(isYes);
      },
    });
  });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What the dialog shows now. */
export function useAsked(): Asked | null {
  return useSyncExternalStore(subscribe, () => asked);
}
