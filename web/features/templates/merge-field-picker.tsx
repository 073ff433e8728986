import { Button, Popover, Select, Stack, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { type MergeField, writeMergeField } from '#web/features/templates/liquid-source.ts';
import { choicesOf, type Module } from '#web/features/templates/merge-fields.ts';
import { templatesWords } from '#web/features/templates/words.ts';
import { useWords } from '#web/i18n/words.ts';

type MergeFieldPickerProps = {
  readonly module: Module;
  /** What is changed. Null: a new one. */
  readonly current: MergeField | null;
  readonly onPick: (tag: string) => void;
  /** Opens it. */
  readonly button: (toggle: () => void) => ReactElement;
};

export function MergeFieldPicker({ module, current, onPick, button }: MergeFieldPickerProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} width={300} position="bottom-start" trapFocus returnFocus withArrow>
      <Popover.Target>{button(() => setOpen(!isOpen))}</Popover.Target>
      <Popover.Dropdown>
        <FieldForm
          module={module}
          current={current}
          onPick={(tag) => {
            setOpen(false);
            onPick(tag);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function FieldForm({ module, current, onPick }: Omit<MergeFieldPickerProps, 'button'>) {
  const { t, language } = useWords(templatesWords);
  const groups = choicesOf(module, language);
  const choices = groups.flatMap(({ items }) => items);
  const [path, setPath] = useState(current?.path ?? null);
  const [fallback, setFallback] = useState(current?.fallback ?? '');
  const isSure = choices.find((choice) => choice.path === path)?.isSure === true;
  const pick = () => {
    if (path !== null) onPick(writeMergeField({ path, fallback: fallback === '' || isSure ? null : fallback }));
  };
  return (
    <Stack gap="sm">
      <Select
        data-autofocus
        label={t('field')}
        placeholder={t('findField')}
        nothingFoundMessage={t('noField')}
        searchable
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        data={groups.map(({ group, items }) => ({
          group,
          items: items.map(({ path: value, label }) => ({ value, label })),
        }))}
        value={path}
        onChange={setPath}
      />
      <TextInput
        label={t('fallback')}
        description={t(isSure ? 'fallbackUnneeded' : 'fallbackHint')}
        placeholder={isSure ? '' : t('fallbackPlaceholder')}
        disabled={isSure}
        value={isSure ? '' : fallback}
        onChange={(event) => setFallback(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          pick();
        }}
      />
      <Button disabled={path === null} onClick={pick}>
        {t(current === null ? 'insert' : 'change')}
      </Button>
    </Stack>
  );
}
