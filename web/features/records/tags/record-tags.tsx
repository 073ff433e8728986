// A record's tags under its name: each leads to all that have it, goes by its cross, and new ones come by typing.
import { CloseButton, TagsInput } from '@mantine/core';
import { PlusIcon } from '@heroicons/react/16/solid';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { OptionBadge } from '#web/features/records/fields/option-badge.tsx';
import { optionTone } from '#web/features/records/fields/options.ts';
import { type Field, type Module, namesOf, type ShownRecord } from '#web/features/records/module.ts';
import { tagWords } from '#web/features/records/tags/tag-words.ts';
import classes from '#web/features/records/tags/record-tags.module.css';
import { useTagging } from '#web/features/records/tags/use-tagging.ts';
import { tagsKey } from '#web/features/records/usual-fields.ts';
import { useWhyNot } from '#web/features/records/why-not.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { WhyButton } from '#web/ui/why-button.tsx';

type RecordTagsProps = { readonly record: ShownRecord; readonly module: Module };

export function RecordTags({ record, module }: RecordTagsProps) {
  const field = module.fields.find(({ key }) => key === tagsKey);
  return field === undefined ? null : <Line record={record} module={module} field={field} />;
}

function Line({ record, module, field }: RecordTagsProps & { readonly field: Field }) {
  const { language } = useWords(tagWords);
  const tagging = useTagging({ module: module.key, id: record.id });
  const whyNot = useWhyNot(module)('update');
  const value = record.values[field.key] ?? null;
  const held = Array.isArray(value) ? value : [];
  const mayTag = whyNot === null && !field.readOnly;
  if (held.length === 0 && field.readOnly) return null;
  return (
    <div role="group" aria-label={field.label[language]} className={classes['line']}>
      {held.map((tag) => (
        <Tag key={tag} module={module} field={field} tag={tag} onRemove={mayTag ? () => tagging.remove(tag) : null} />
      ))}
      {field.readOnly ? null : (
        <AddTag choices={field.options.filter((option) => !held.includes(option))} why={whyNot} onAdd={tagging.add} />
      )}
    </div>
  );
}

type TagProps = {
  readonly module: Module;
  readonly field: Field;
  readonly tag: string;
  /** Null: whoever looks may not take it off. */
  readonly onRemove: (() => void) | null;
};

function Tag({ module, field, tag, onRemove }: TagProps) {
  const { t, language } = useWords(tagWords);
  const all = {
    to: paths.records,
    params: { module: module.key },
    search: { filter: { all: [{ field: field.key, contains_any: [tag] }] } },
  } as const;
  const { records } = namesOf(module, language);
  return (
    <OptionBadge
      tone={optionTone(field, tag)}
      rightSection={
        onRemove === null ? null : <CloseButton size={16} aria-label={t('remove', { tag })} onClick={onRemove} />
      }
    >
      <Link {...all} className={classes['name']} title={t('showAll', { records, tag })}>
        {tag}
      </Link>
    </OptionBadge>
  );
}

type AddTagProps = {
  readonly choices: string[];
  readonly why: string | null;
  readonly onAdd: (names: string[]) => void;
};

/** By the keyboard the focus goes back to the button. */
type Adding = 'not' | 'now' | 'left_by_key';

function AddTag({ choices, why, onAdd }: AddTagProps) {
  const { t } = useWords(tagWords);
  const [adding, setAdding] = useState<Adding>('not');
  if (adding !== 'now') {
    return (
      <WhyButton
        why={why}
        variant="subtle"
        size="compact-xs"
        autoFocus={adding === 'left_by_key'}
        leftSection={<PlusIcon width={14} aria-hidden />}
        onClick={() => setAdding('now')}
      >
        {t('add')}
      </WhyButton>
    );
  }
  return (
    <TagsInput
      size="xs"
      w="16rem"
      maw="100%"
      autoFocus
      aria-label={t('add')}
      placeholder={t('addHint')}
      data={choices}
      value={[]}
      acceptValueOnBlur={false}
      onChange={onAdd}
      onBlur={() => setAdding('not')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setAdding('left_by_key');
      }}
    />
  );
}
