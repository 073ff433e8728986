// Puts tags on what is chosen, or takes them off.
import { Button, MultiSelect, Stack, TagsInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApiProblem } from '#contract/client/problem.ts';
import { type Changed, carryOut, wholeCount } from '#web/features/records/bulk/change.ts';
import { changeWords } from '#web/features/records/bulk/change-words.ts';
import { ChangedView } from '#web/features/records/bulk/changed-view.tsx';
import { sizeOf, type Target } from '#web/features/records/bulk/target.ts';
import { type Module, namesOf } from '#web/features/records/module.ts';
import { tagsKey } from '#web/features/records/usual-fields.ts';
import { useWords } from '#web/i18n/words.ts';
import { Dialog, DialogButtons } from '#web/ui/dialog.tsx';
import { toastDone, toastProblem } from '#web/ui/toast.tsx';

type TagsDialogProps = {
  readonly module: Module;
  readonly target: Target;
  readonly what: 'add' | 'remove';
  readonly isOpen: boolean;
  readonly onClose: () => void;
};

export function TagsDialog({ isOpen, ...props }: TagsDialogProps) {
  const { t, language } = useWords(changeWords);
  const { module, target, what, onClose } = props;
  const names = namesOf(module, language);
  const count = sizeOf(target);
  const ofAll = t(what === 'add' ? 'addTitleAll' : 'removeTitleAll', names);
  const title = count === null ? ofAll : t(what === 'add' ? 'addTitle' : 'removeTitle', { count, ...names });
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={title} isKept>
      <Steps key={what} {...props} />
    </Dialog>
  );
}

function Steps(props: Omit<TagsDialogProps, 'isOpen'>) {
  const { module, onClose } = props;
  const [target] = useState(props.target); // lists go on loading meanwhile
  const tagging = useTagging({ ...props, target });
  const { data: changed } = tagging;
  if (changed !== undefined && wholeCount(changed, 'gone_is_told') === null) {
    return <ChangedView changed={changed} known={{ module: module.key, records: target.records }} onClose={onClose} />;
  }
  return <TagsForm {...props} isSaving={tagging.isPending} onSave={(tags) => tagging.mutate(tags)} />;
}

type FormProps = Omit<TagsDialogProps, 'isOpen' | 'target'> & {
  readonly isSaving: boolean;
  readonly onSave: (tags: readonly string[]) => void;
};

function TagsForm({ module, what, isSaving, onSave, onClose }: FormProps) {
  const { t } = useWords(changeWords);
  const [tags, setTags] = useState<string[]>([]);
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
        onSave(tags);
      }}
    >
      <Stack>
        {what === 'add' ? (
          <TagsInput {...input} description={t('addHint')} />
        ) : (
          <MultiSelect {...input} searchable description={t('removeHint')} />
        )}
        <DialogButtons onCancel={onClose}>
          <Button type="submit" disabled={tags.length === 0} loading={isSaving}>
            {t(what === 'add' ? 'addTags' : 'removeTags')}
          </Button>
        </DialogButtons>
      </Stack>
    </form>
  );
}

function useTagging({ module, target, what, onClose }: Omit<TagsDialogProps, 'isOpen'>) {
  const { t, language } = useWords(changeWords);
  const queries = useQueryClient();
  return useMutation<Changed, ApiProblem, readonly string[]>({
    mutationFn: (tags) => carryOut({ module: module.key, target, change: { kind: 'tag', [what]: [...tags] } }),
    onSuccess: (changed) => {
      const count = wholeCount(changed, 'gone_is_told');
      if (count === null) return;
      toastDone(t('tagged', { count, ...namesOf(module, language) }));
      onClose();
    },
    onError: toastProblem,
    onSettled: () => queries.invalidateQueries(),
  });
}
