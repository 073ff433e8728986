// What one can do to the follow-ups of the draft that is open.
import type { Builder, Place } from '#web/features/cadences/builder/builder-context.ts';
import {
  addAfter,
  addFirst,
  branchOf,
  changeFollowUp,
  duplicateFollowUp,
  findFollowUp,
  insertAbove,
  moveFollowUp,
  parentOf,
  removeFollowUp,
  shiftFollowUp,
} from '#web/features/cadences/builder/draft.ts';
import { freeId, newFollowUp, takenIds } from '#web/features/cadences/builder/new-follow-up.ts';
import type { Draft } from '#web/features/cadences/builder/use-draft.ts';
import { builderWords } from '#web/features/cadences/builder/words.ts';
import type { Answer } from '#web/api/call.ts';
import type { CadenceFile, FileFollowUp } from '#core/cadence/file.ts';
import { useWords } from '#web/i18n/words.ts';
import { confirm } from '#web/ui/confirm.ts';
import { toastDone } from '#web/ui/toast.tsx';

type Acts = Pick<Builder, 'add' | 'change' | 'move' | 'shift' | 'duplicate' | 'remove'>;

type ActsOf = {
  readonly draft: Draft;
  readonly module: Answer<'getModule'>;
  /** What is open afterwards; `isNew`: its first field gets the cursor. */
  readonly open: (id: string | null, isNew?: 'new') => void;
};

export function useBuilderActs({ draft, module, open }: ActsOf): Acts {
  const { t } = useWords(builderWords);
  const { file } = draft;
  const taken = takenIds(file, draft.cadence.published);
  const firstOf = (wanted: 'email' | 'phone') => module.fields.find(({ type }) => type === wanted)?.key ?? '';
  return {
    add: (place, channel) => {
      const added = newFollowUp(freeId(taken, channel), channel, { email: firstOf('email'), phone: firstOf('phone') });
      draft.change(addedAt(file, place, added));
      open(added.id, 'new');
    },
    change: (id, about, change) => draft.change(changeFollowUp(file, id, change), `${id}/${about}`),
    move: (id, parent) => draft.change(moveFollowUp(file, id, parent)),
    shift: (id, by) => draft.change(shiftFollowUp(file, id, by)),
    duplicate: (id) => {
      const { file: changed, copy } = duplicateFollowUp(file, id, taken);
      draft.change(changed);
      open(copy);
    },
    remove: async (id) => {
      const removed = findFollowUp(file, id);
      if (removed === null) return;
      const below = branchOf(removed).length - 1;
      const isSure =
        below === 0 ||
        (await confirm({
          title: t('removeTitle'),
          text: t('removeText', { count: below }),
          yes: t('removeYes', { count: below + 1 }),
          kind: 'destructive',
        }));
      if (!isSure) return;
      draft.change(removeFollowUp(file, id));
      open(parentOf(file, id)?.id ?? null);
      toastDone(t('removed', { count: below + 1 }), draft.undo);
    },
  };
}

function addedAt(file: CadenceFile, place: Place, added: FileFollowUp): CadenceFile {
  if (place.kind === 'first') return addFirst(file, added);
  if (place.kind === 'above') return insertAbove(file, place.below, added);
  return addAfter(file, place.parent, { ...added, when: [place.when] });
}
