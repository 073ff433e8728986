import type { Builder } from '#web/features/cadences/builder/builder-context.ts';
import { builderWords } from '#web/features/cadences/builder/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { useKey } from '#web/ui/keys.ts';

export function useBuilderKeys({ draft, mayEdit, remove }: Builder): void {
  const { t } = useWords(builderWords);
  useKey({ key: 'mod+z', says: t('undo'), whileWriting: 'left_alone' }, () => draft.mayUndo && draft.undo());
  useKey({ key: 'mod+shift+z', says: t('redo'), whileWriting: 'left_alone' }, () => draft.mayRedo && draft.redo());
  // The nodes of the canvas hear these themselves.
  useKey({ key: '↑ ↓ ← →', says: t('keyWalk') }, () => undefined);
  useKey({ key: '↵', says: t('keySettings') }, () => undefined);
  useKey({ key: '+', says: t('keyAdd') }, () => {
    const button = chosenNode()?.parentElement?.querySelector<HTMLElement>('[data-add]');
    button?.click();
  });
  useKey({ key: 'Delete', says: t('keyRemove') }, () => {
    const id = chosenNode()?.dataset['followUp'];
    if (mayEdit && id !== undefined) void remove(id);
  });
}

/** Where the cursor is, else what is open. */
function chosenNode(): HTMLElement | null {
  const focused = document.activeElement;
  if (focused instanceof HTMLElement && focused.dataset['followUp'] !== undefined) return focused;
  return document.querySelector<HTMLElement>('[data-follow-up][aria-current="true"]');
}
