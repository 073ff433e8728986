// The options of a pick list, in their order: what they are called and their colours.
import { ActionIcon, Button, Group, Input, Select, Stack, TextInput } from '@mantine/core';
import { ArrowUpIcon, PlusIcon, XMarkIcon } from '@heroicons/react/16/solid';
import { choiceColors } from '#core/records/field.ts';
import type { OptionDraft } from '#web/features/settings/modules/field-draft.ts';
import { fieldWords } from '#web/features/settings/modules/field-words.ts';
import { useWords } from '#web/i18n/words.ts';

type OptionsEditorProps = {
  readonly options: readonly OptionDraft[];
  readonly error: string | null;
  readonly onChange: (options: readonly OptionDraft[]) => void;
};

export function OptionsEditor({ options, error, onChange }: OptionsEditorProps) {
  const { t } = useWords(fieldWords);
  const add = () => {
    const line = Math.max(-1, ...options.map((option) => option.line)) + 1;
    onChange([...options, { line, value: null, en: '', zh: '', color: 'gray' }]);
  };
  const change = (wanted: OptionDraft) =>
    onChange(options.map((option) => (option.line === wanted.line ? wanted : option)));
  return (
    <Input.Wrapper label={t('options')} description={t('optionsHint')} error={error} required labelElement="div">
      <Stack gap={6} mt="xs">
        {options.map((option, index) => (
          <OptionLine
            key={option.line}
            option={option}
            place={index}
            onChange={change}
            onUp={() => onChange(movedUp(options, index))}
            onRemove={() => onChange(options.filter((other) => other.line !== option.line))}
          />
        ))}
        <div>
          <Button variant="subtle" leftSection={<PlusIcon width={14} aria-hidden />} onClick={add}>
            {t('addOption')}
          </Button>
        </div>
      </Stack>
    </Input.Wrapper>
  );
}

function movedUp(options: readonly OptionDraft[], index: number): readonly OptionDraft[] {
  const option = options[index];
  const others = options.filter((_, place) => place !== index);
  return option === undefined ? options : [...others.slice(0, index - 1), option, ...others.slice(index - 1)];
}

type OptionLineProps = {
  readonly option: OptionDraft;
  /** From 0. */
  readonly place: number;
  readonly onChange: (option: OptionDraft) => void;
  readonly onUp: () => void;
  readonly onRemove: () => void;
};

function OptionLine({ option, place, onChange, onUp, onRemove }: OptionLineProps) {
  const { t } = useWords(fieldWords);
  const number = place + 1;
  return (
    <Group gap={6} wrap="nowrap">
      <TextInput
        size="xs"
        flex={1}
        aria-label={t('optionEn', { number })}
        placeholder={t('english')}
        value={option.en}
        onChange={(event) => onChange({ ...option, en: event.currentTarget.value })}
      />
      <TextInput
        size="xs"
        flex={1}
        aria-label={t('optionZh', { number })}
        placeholder={t('chinese')}
        value={option.zh}
        onChange={(event) => onChange({ ...option, zh: event.currentTarget.value })}
      />
      <Select
        size="xs"
        w="6.5rem"
        allowDeselect={false}
        aria-label={t('color', { number })}
        data={choiceColors.map((color) => ({ value: color, label: t(color) }))}
        value={option.color}
        onChange={(color) => onChange({ ...option, color: color ?? option.color })}
      />
      <ActionIcon size="sm" aria-label={t('optionUp', { number })} disabled={place === 0} onClick={onUp}>
        <ArrowUpIcon width={14} aria-hidden />
      </ActionIcon>
      <ActionIcon size="sm" aria-label={t('removeOption', { number })} onClick={onRemove}>
        <XMarkIcon width={14} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
