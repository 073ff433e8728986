import { Button, Select, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useAct } from '#web/api/hooks.ts';
import type { Module } from '#web/features/records/module.ts';
import { tagReads } from '#web/features/settings/modules/tag-reads.ts';
import { moduleTagWords } from '#web/features/settings/modules/tag-words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { Dialog, DialogButtons } from '#web/ui/dialog.tsx';
import { toastDone } from '#web/ui/toast.tsx';

type TagDialogProps = {
  readonly module: Module;
  readonly tag: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
};

export function RenameTagDialog({ isOpen, ...props }: TagDialogProps) {
  const { t } = useWords(moduleTagWords);
  return (
    <Dialog isOpen={isOpen} onClose={props.onClose} title={t('renameTitle', { tag: props.tag })}>
      <RenameForm {...props} />
    </Dialog>
  );
}

function RenameForm({ module, tag, onClose }: Omit<TagDialogProps, 'isOpen'>) {
  const { t } = useWords(moduleTagWords);
  const { t: general } = useWords(generalWords);
  const [name, setName] = useState(tag);
  const [problem, setProblem] = useState<string | null>(null);
  const rename = useAct('updateTag', {
    refreshes: tagReads,
    onDone: (renamed) => {
      toastDone(t('renamed', { tag: renamed.name }));
      onClose();
    },
    onProblem: ({ message }) => setProblem(message),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rename.mutate({ params: { module: module.key, tag }, body: { name } });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          data-autofocus
          label={t('name')}
          value={name}
          error={problem}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <DialogButtons onCancel={onClose}>
          <Button type="submit" loading={rename.isPending}>
            {general('save')}
          </Button>
        </DialogButtons>
      </Stack>
    </form>
  );
}

type MergeTagProps = TagDialogProps & { readonly others: readonly string[] };

export function MergeTagDialog({ isOpen, ...props }: MergeTagProps) {
  const { t } = useWords(moduleTagWords);
  return (
    <Dialog isOpen={isOpen} onClose={props.onClose} title={t('mergeTitle', { tag: props.tag })}>
      <MergeForm {...props} />
    </Dialog>
  );
}

function MergeForm({ module, tag, others, onClose }: Omit<MergeTagProps, 'isOpen'>) {
  const { t } = useWords(moduleTagWords);
  const [into, setInto] = useState<string | null>(null);
  const merge = useAct('mergeTag', {
    refreshes: tagReads,
    onDone: (stays) => {
      toastDone(t('merged', { tag, into: stays.name }));
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (into !== null) merge.mutate({ params: { module: module.key, tag }, body: { into } });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm" c="dimmed">
          {t('mergeText', { tag })}
        </Text>
        <Select
          data-autofocus
          label={t('into')}
          data={[...others]}
          searchable
          allowDeselect={false}
          value={into}
          onChange={setInto}
        />
        <DialogButtons onCancel={onClose}>
          <Button type="submit" disabled={into === null} loading={merge.isPending}>
            {t('merge')}
          </Button>
        </DialogButtons>
      </Stack>
    </form>
  );
}
