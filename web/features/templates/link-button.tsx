import { ActionIcon, Button, Group, Popover, Stack, TextInput, Tooltip } from '@mantine/core';
import { LinkIcon } from '@heroicons/react/16/solid';
import { type Editor, useEditorState } from '@tiptap/react';
import { useState } from 'react';
import { maskTags, unmaskTags } from '#web/features/templates/liquid-source.ts';
import { templatesWords } from '#web/features/templates/words.ts';
import { useWords } from '#web/i18n/words.ts';

const ADDRESS = /^(?:https?:\/\/|mailto:|tel:|\{\{)\S/u;

export function LinkButton({ editor }: { readonly editor: Editor }) {
  const { t } = useWords(templatesWords);
  const [isOpen, setOpen] = useState(false);
  const href = useEditorState({
    editor,
    selector: ({ editor: now }) =>
      now.isActive('link') ? unmaskTags(String(now.getAttributes('link')['href'])) : null,
  });
  return (
    <Popover opened={isOpen} onChange={setOpen} width={340} trapFocus returnFocus withArrow>
      <Popover.Target>
        <Tooltip label={t('link')}>
          <ActionIcon
            aria-label={t('link')}
            aria-pressed={href !== null}
            variant={href === null ? 'subtle' : 'light'}
            onClick={() => setOpen(!isOpen)}
          >
            <LinkIcon width={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <LinkForm editor={editor} href={href} onDone={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

type LinkFormProps = { readonly editor: Editor; readonly href: string | null; readonly onDone: () => void };

function LinkForm({ editor, href, onDone }: LinkFormProps) {
  const { t } = useWords(templatesWords);
  const [address, setAddress] = useState(href ?? '');
  const [isWrong, setWrong] = useState(false);
  const set = () => {
    const wanted = address.trim();
    if (!ADDRESS.test(wanted)) return setWrong(true);
    const masked = maskTags(wanted);
    const here = editor.chain().focus().extendMarkRange('link');
    if (href === null && editor.state.selection.empty) {
      here.insertContent({ type: 'text', text: wanted, marks: [{ type: 'link', attrs: { href: masked } }] }).run();
    } else here.setLink({ href: masked }).run();
    onDone();
  };
  return (
    <Stack gap="sm">
      <TextInput
        data-autofocus
        label={t('linkAddress')}
        description={t('linkHint')}
        error={isWrong ? t('linkNotValid') : null}
        value={address}
        onChange={(event) => {
          setAddress(event.currentTarget.value);
          setWrong(false);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          set();
        }}
      />
      <Group justify="flex-end" gap="xs">
        {href === null ? null : (
          <Button
            variant="default"
            onClick={() => {
              editor.chain().focus().extendMarkRange('link').unsetLink().run();
              onDone();
            }}
          >
            {t('linkRemove')}
          </Button>
        )}
        <Button onClick={set}>{t('linkSet')}</Button>
      </Group>
    </Stack>
  );
}
