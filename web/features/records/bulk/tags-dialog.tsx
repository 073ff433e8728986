// Puts tags on the chosen records, or takes them off.
import { Button, MultiSelect, Stack, TagsInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#web/api/call.ts';
import type { ApiProblem } from '#contract/client/problem.ts';
import { changeWords } from '#web/features/records/bulk/change-words.ts';
import { thousands } from '#web/features/records/bulk/target.ts';
import { type Module, type Named, namesOf } from '#web/features/records/module.ts';
import { tagsKey } from '#web/features/records/usual-fields.ts';
import { useWords } from '#web/i18n/words.ts';
import { Dialog, DialogButtons } from '#web/ui/dialog.tsx';
import { toastDone, toastProblem } from '#web/ui/toast.tsx';

type TagsDialogProps = {
  readonly module: Module;
  readonly records: readonly Named[];
  readonly what: 'add' | 'remove';
  readonly isOpen: boolean;
  readonly onClose: () => void;
};

export function TagsDialog({ isOpen, ...props }: TagsDialogProps) {
  const { t, language } = useWords(changeWords);
  const { module, records, what, onClose } = props;
  const count = { count: records.length, ...namesOf(module, language) };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={what === 'add' ? t('addTitle', count) : t('removeTitle', count)}
      isKept
    >
      <TagsForm key={what} {...props} />
    </Dialog>
  );
}

function TagsForm({ module, records, what, onClose }: Omit<TagsDialogProps, 'isOpen'>) {
  const { t } = useWords(changeWords);
  const [tags, setTags] = useState<string[]>([]);
  const tagging = useTagging({ module, records, what }, onClose);
  const options = module.fields.find(({ key }) => key === tagsKey)?.options ?? [];
  // The list lies above the button: it goes when a tag is chosen, and comes back with the next sign.
  const [isListed, setListed] = useState(false);
  const input = {
    'data-autofocus': true,
    label: t('tags'),
    data: options,
    value: tags,
    onChange: (chosen: string[]) => {
      setTags(chosen);
      setListed(false);
    },
    dropdownOpened: isListed,
    onDropdownOpen: () => setListed(true),
    onDropdownClose: () => setListed(false),
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        tagging.mutate(tags);
      }}
    >
      <Stack>
        {what === 'add' ? (
          <TagsInput {...input} description={t('addHint')} />
        ) : (
          <MultiSelect {...input} searchable description={t('removeHint')} />
        )}
        <DialogButtons onCancel={onClose}>
          <Button type="submit" disabled={tags.length === 0} loading={tagging.isPending}>
            {t(what === 'add' ? 'addTags' : 'removeTags')}
          </Button>
        </DialogButtons>
      </Stack>
    </form>
  );
}

type Tagged = { readonly changed: number; readonly left: number };

function useTagging(
  { module, records, what }: Pick<TagsDialogProps, 'module' | 'records' | 'what'>,
  onDone: () => void,
) {
  const { t, language } = useWords(changeWords);
  const queries = useQueryClient();
  return useMutation<Tagged, ApiProblem, readonly string[]>({
    mutationFn: async (tags) => {
      let [changed, left] = [0, 0];
      for (const ids of thousands(records)) {
        const body = { records: ids, [what]: [...tags] };
        const answer = await call('tagRecords', { params: { module: module.key }, body });
        changed += answer.changed;
        left += answer.left.length;
      }
      return { changed, left };
    },
    onSuccess: ({ changed, left }) => {
      const done = t('tagged', { count: changed, ...namesOf(module, language) });
      toastDone(left === 0 ? done : `${done} · ${t('left', { count: left })}`);
      onDone();
    },
    onError: toastProblem,
    onSettled: () => queries.invalidateQueries(),
  });
}
