// The tags of a module: their names and colours, several made into one, those that are too many taken away.
import { Select, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { choiceColors } from '#core/records/field.ts';
import type { Answer } from '#web/api/call.ts';
import { useAct, useRead } from '#web/api/hooks.ts';
import { type Module, namesOf } from '#web/features/records/module.ts';
import { fieldWords } from '#web/features/settings/modules/field-words.ts';
import { MergeTagDialog, RenameTagDialog } from '#web/features/settings/modules/tag-dialogs.tsx';
import { tagReads } from '#web/features/settings/modules/tag-reads.ts';
import { moduleTagWords } from '#web/features/settings/modules/tag-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { confirm } from '#web/ui/confirm.ts';
import { MoreButton } from '#web/ui/menu-button.tsx';
import { Loaded } from '#web/ui/states.tsx';
import { toastDone } from '#web/ui/toast.tsx';
import { Tone } from '#web/ui/tone.tsx';

type Tag = Answer<'listTags'>['items'][number];
type Listed = { readonly module: Module; readonly tags: readonly Tag[]; readonly mayAdmin: boolean };

export function ModuleTags({ module, mayAdmin }: Omit<Listed, 'tags'>) {
  const { t, language } = useWords(moduleTagWords);
  const tags = useRead('listTags', { params: { module: module.key } });
  return (
    <section aria-label={t('title')}>
      <Title order={2} size="h3">
        {t('title')}
      </Title>
      <Text size="sm" c="dimmed" maw="44rem">
        {t('text', namesOf(module, language))}
      </Text>
      <Loaded of={tags}>{({ items }) => <Tags module={module} tags={items} mayAdmin={mayAdmin} />}</Loaded>
    </section>
  );
}

function Tags(props: Listed) {
  const { t } = useWords(moduleTagWords);
  if (props.tags.length === 0) return <Text size="sm">{t('none')}</Text>;
  return (
    <Table aria-label={t('title')} verticalSpacing="xs" maw="36rem">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('tag')}</Table.Th>
          <Table.Th colSpan={2}>{t('color')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {props.tags.map((tag) => (
          <TagRow key={tag.name} {...props} tag={tag} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

type TagRowProps = Listed & { readonly tag: Tag };

function TagRow({ module, tags, tag, mayAdmin }: TagRowProps) {
  const { t } = useWords(moduleTagWords);
  const { t: fields } = useWords(fieldWords);
  const paint = useAct('updateTag', { refreshes: tagReads });
  const params = { module: module.key, tag: tag.name };
  return (
    <Table.Tr>
      <Table.Td fw={600}>
        <Tone color={tag.color}>{tag.name}</Tone>
      </Table.Td>
      <Table.Td>
        <Select
          size="xs"
          w="7rem"
          allowDeselect={false}
          disabled={!mayAdmin}
          aria-label={t('colorOf', { tag: tag.name })}
          data={choiceColors.map((color) => ({ value: color, label: fields(color) }))}
          value={tag.color}
          onChange={(color) => color !== null && paint.mutate({ params, body: { color } })}
        />
      </Table.Td>
      <Table.Td ta="end">{mayAdmin ? <TagMenu module={module} tags={tags} tag={tag} /> : null}</Table.Td>
    </Table.Tr>
  );
}

function TagMenu({ module, tags, tag: { name: tag } }: Omit<TagRowProps, 'mayAdmin'>) {
  const { t, language } = useWords(moduleTagWords);
  const [open, setOpen] = useState<'rename' | 'merge' | null>(null);
  const close = () => setOpen(null);
  const remove = useAct('deleteTag', { refreshes: tagReads, onDone: () => toastDone(t('deleted', { tag })) });
  const others = tags.map(({ name }) => name).filter((name) => name !== tag);
  const ask = async () => {
    const text = t('deleteText', namesOf(module, language));
    const question = { title: t('deleteTitle', { tag }), text, yes: t('deleteYes') };
    if (await confirm({ ...question, kind: 'destructive' })) remove.mutate({ params: { module: module.key, tag } });
  };
  const merge = { text: t('merge'), onClick: () => setOpen('merge') };
  return (
    <>
      <MoreButton
        label={t('actionsOf', { tag })}
        entries={[
          { text: t('rename'), onClick: () => setOpen('rename') },
          ...(others.length === 0 ? [] : [merge]),
          { text: t('delete'), isDestructive: true, onClick: () => void ask() },
        ]}
      />
      <RenameTagDialog module={module} tag={tag} isOpen={open === 'rename'} onClose={close} />
      <MergeTagDialog module={module} tag={tag} others={others} isOpen={open === 'merge'} onClose={close} />
    </>
  );
}
