import { ActionIcon, Checkbox, Group, Text } from '@mantine/core';
import { ArrowDownIcon, ArrowUpIcon } from '@heroicons/react/16/solid';
import type { Field } from '#web/features/records/module.ts';
import classes from '#web/features/settings/modules/layout/layout.module.css';
import {
  type LayoutDraft,
  moved,
  type Place,
  placed,
  requiredSwitched,
} from '#web/features/settings/modules/layout/layout-draft.ts';
import { layoutWords } from '#web/features/settings/modules/layout/layout-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { MoreButton } from '#web/ui/menu-button.tsx';

export type Drawing = { readonly draft: LayoutDraft; readonly onChange: (draft: LayoutDraft) => void };

type LayoutFieldProps = Drawing & { readonly field: Field; readonly place: Place };

/** A field where it stands: up and down, into another section, required or not. */
export function LayoutField({ draft, onChange, field, place }: LayoutFieldProps) {
  const { t, language } = useWords(layoutWords);
  const name = field.label[language];
  const isTop = draft.sections.length === 0 || draft.sections[0]?.fields[0] === field.key;
  const others = draft.sections.flatMap(({ line, [language]: section }, index) => {
    const text = t('toSection', { section: section.trim() === '' ? t('unnamed', { number: index + 1 }) : section });
    return line === place ? [] : [{ text, onClick: () => onChange(placed(draft, field.key, line)) }];
  });
  const out = { text: t('toRest'), onClick: () => onChange(placed(draft, field.key, null)) };
  return (
    <li className={classes['field']}>
      <Text size="sm" flex={1} truncate>
        {name}
      </Text>
      <Group gap={4} wrap="nowrap">
        {field.readOnly ? null : (
          <Checkbox
            size="xs"
            label={t('required')}
            aria-label={t('requiredOf', { field: name })}
            checked={draft.required.includes(field.key)}
            onChange={() => onChange(requiredSwitched(draft, field.key))}
          />
        )}
        <ActionIcon
          size="sm"
          aria-label={t('up', { field: name })}
          disabled={isTop}
          onClick={() => onChange(moved(draft, field.key, -1))}
        >
          <ArrowUpIcon width={14} aria-hidden />
        </ActionIcon>
        <ActionIcon
          size="sm"
          aria-label={t('down', { field: name })}
          disabled={place === null}
          onClick={() => onChange(moved(draft, field.key, 1))}
        >
          <ArrowDownIcon width={14} aria-hidden />
        </ActionIcon>
        <MoreButton
          size="sm"
          label={t('moveTo', { field: name })}
          entries={place === null ? others : [...others, out]}
        />
      </Group>
    </li>
  );
}
