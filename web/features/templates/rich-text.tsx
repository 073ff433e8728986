// The text editor of a message. It is given HTML that it can hold (isRichText), and says only what somebody changed.
import { EditorContent, useEditor } from '@tiptap/react';
import { labelOfTag, type Module } from '#web/features/templates/merge-fields.ts';
import { richExtensions } from '#web/features/templates/rich-extensions.ts';
import { forEditor, fromEditor } from '#web/features/templates/rich-html.ts';
import classes from '#web/features/templates/rich-text.module.css';
import { RichToolbar } from '#web/features/templates/rich-toolbar.tsx';
import { templatesWords } from '#web/features/templates/words.ts';
import { useWords } from '#web/i18n/words.ts';

type RichTextProps = {
  /** At first; afterwards the editor knows better. */
  readonly html: string;
  readonly module: Module;
  readonly isReadOnly: boolean;
  readonly onChange: (html: string) => void;
};

export function RichText({ html, module, isReadOnly, onChange }: RichTextProps) {
  const { t, language } = useWords(templatesWords);
  const editor = useEditor({
    extensions: richExtensions((tag) => labelOfTag(tag, module, language)),
    content: forEditor(html),
    editable: !isReadOnly,
    injectCSS: false,
    editorProps: {
      attributes: { class: classes['text'] ?? '', role: 'textbox', 'aria-multiline': 'true', 'aria-label': t('body') },
    },
    onUpdate: ({ editor: changed }) => onChange(fromEditor(changed.getHTML())),
  });
  return (
    <div className={classes['frame']}>
      {isReadOnly ? null : <RichToolbar editor={editor} module={module} />}
      <EditorContent editor={editor} />
    </div>
  );
}
