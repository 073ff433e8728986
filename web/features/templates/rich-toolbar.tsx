import { ActionIcon, Button, Tooltip } from '@mantine/core';
import {
  BoldIcon,
  H2Icon,
  ItalicIcon,
  ListBulletIcon,
  NumberedListIcon,
  UnderlineIcon,
  VariableIcon,
} from '@heroicons/react/16/solid';
import { type Editor, useEditorState } from '@tiptap/react';
import type { ComponentType, SVGProps } from 'react';
import { LinkButton } from '#web/features/templates/link-button.tsx';
import { readMergeField } from '#web/features/templates/liquid-source.ts';
import { MergeFieldPicker } from '#web/features/templates/merge-field-picker.tsx';
import type { Module } from '#web/features/templates/merge-fields.ts';
import classes from '#web/features/templates/rich-text.module.css';
import { templatesWords } from '#web/features/templates/words.ts';
import { type PlainKey, useWords } from '#web/i18n/words.ts';

type RichToolbarProps = { readonly editor: Editor; readonly module: Module };

type Format = {
  readonly word: PlainKey<typeof templatesWords.en>;
  readonly icon: ComponentType<SVGProps<SVGSVGElement>>;
  readonly isOn: (editor: Editor) => boolean;
  readonly toggle: (editor: Editor) => void;
};

const formats: readonly Format[] = [
  {
    word: 'bold',
    icon: BoldIcon,
    isOn: (editor) => editor.isActive('bold'),
    toggle: (editor) => editor.chain().focus().toggleBold().run(),
  },
  {
    word: 'italic',
    icon: ItalicIcon,
    isOn: (editor) => editor.isActive('italic'),
    toggle: (editor) => editor.chain().focus().toggleItalic().run(),
  },
  {
    word: 'underline',
    icon: UnderlineIcon,
    isOn: (editor) => editor.isActive('underline'),
    toggle: (editor) => editor.chain().focus().toggleUnderline().run(),
  },
  {
    word: 'heading',
    icon: H2Icon,
    isOn: (editor) => editor.isActive('heading'),
    toggle: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run(),
  },
  {
    word: 'bullets',
    icon: ListBulletIcon,
    isOn: (editor) => editor.isActive('bulletList'),
    toggle: (editor) => editor.chain().focus().toggleBulletList().run(),
  },
  {
    word: 'numbers',
    icon: NumberedListIcon,
    isOn: (editor) => editor.isActive('orderedList'),
    toggle: (editor) => editor.chain().focus().toggleOrderedList().run(),
  },
];

export function RichToolbar({ editor, module }: RichToolbarProps) {
  const { t } = useWords(templatesWords);
  const active = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      words: formats.filter(({ isOn }) => isOn(now)).map(({ word }) => word),
      tag: now.isActive('mergeTag') ? String(now.getAttributes('mergeTag')['source']) : null,
    }),
  });
  const field = active.tag === null ? null : readMergeField(active.tag);
  return (
    <div className={classes['toolbar']} role="toolbar" aria-label={t('formatting')}>
      {formats.map(({ word, icon: Icon, toggle }) => {
        const isOn = active.words.includes(word);
        return (
          <Tooltip key={word} label={t(word)}>
            <ActionIcon
              aria-label={t(word)}
              aria-pressed={isOn}
              variant={isOn ? 'light' : 'subtle'}
              onClick={() => toggle(editor)}
            >
              <Icon width={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        );
      })}
      <LinkButton editor={editor} />
      <span className={classes['separator']} aria-hidden />
      <MergeFieldPicker
        // The picker begins with the field that is chosen in the text.
        key={active.tag}
        module={module}
        current={field}
        onPick={(source) => editor.chain().focus().insertContent({ type: 'mergeTag', attrs: { source } }).run()}
        button={(toggle) => (
          <Button variant="subtle" leftSection={<VariableIcon width={16} aria-hidden />} onClick={toggle}>
            {t(field === null ? 'insertField' : 'changeField')}
          </Button>
        )}
      />
    </div>
  );
}
