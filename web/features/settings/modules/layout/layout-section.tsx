import { ActionIcon, Group, Text, TextInput, Title } from '@mantine/core';
import { ArrowDownIcon, ArrowUpIcon, XMarkIcon } from '@heroicons/react/16/solid';
import type { Field } from '#web/features/records/module.ts';
import classes from '#web/features/settings/modules/layout/layout.module.css';
import {
  type Place,
  type SectionDraft,
  sectionMoved,
  sectionRemoved,
  withSection,
} from '#web/features/settings/modules/layout/layout-draft.ts';
import { type Drawing, LayoutField } from '#web/features/settings/modules/layout/layout-field.tsx';
import { layoutWords } from '#web/features/settings/modules/layout/layout-words.ts';
import { useWords } from '#web/i18n/words.ts';

type LayoutSectionProps = Drawing & {
  readonly fields: readonly Field[];
  readonly section: SectionDraft;
  /** From 0. */
  readonly index: number;
  readonly problem: string | null;
};

export function LayoutSection({ draft, onChange, fields, section, index, problem }: LayoutSectionProps) {
  const { t } = useWords(layoutWords);
  const number = index + 1;
  const change = (wanted: Partial<SectionDraft>) => onChange(withSection(draft, { ...section, ...wanted }));
  return (
    <section className={classes['section']} aria-label={t('section', { number })}>
      <Group gap="xs" align="flex-start" wrap="nowrap" className={classes['heading'] ?? ''}>
        <TextInput
          flex={1}
          required
          label={t('nameEn')}
          value={section.en}
          error={problem}
          onChange={(event) => change({ en: event.currentTarget.value })}
        />
        <TextInput
          flex={1}
          required
          label={t('nameZh')}
          value={section.zh}
          error={problem !== null}
          onChange={(event) => change({ zh: event.currentTarget.value })}
        />
        <Group gap={4} wrap="nowrap" className={classes['ways'] ?? ''}>
          <ActionIcon
            aria-label={t('sectionUp', { number })}
            disabled={index === 0}
            onClick={() => onChange(sectionMoved(draft, index, -1))}
          >
            <ArrowUpIcon width={14} aria-hidden />
          </ActionIcon>
          <ActionIcon
            aria-label={t('sectionDown', { number })}
            disabled={number === draft.sections.length}
            onClick={() => onChange(sectionMoved(draft, index, 1))}
          >
            <ArrowDownIcon width={14} aria-hidden />
          </ActionIcon>
          <ActionIcon
            aria-label={t('removeSection', { number })}
            onClick={() => onChange(sectionRemoved(draft, section.line))}
          >
            <XMarkIcon width={14} aria-hidden />
          </ActionIcon>
        </Group>
      </Group>
      <Fields draft={draft} onChange={onChange} fields={fields} keys={section.fields} place={section.line} />
    </section>
  );
}

/** What is in no section. */
export function LayoutRest({ draft, onChange, fields }: Drawing & { readonly fields: readonly Field[] }) {
  const { t } = useWords(layoutWords);
  return (
    <section className={classes['section']} aria-label={t('rest')}>
      <div className={classes['heading']}>
        <Title order={2} size="h5">
          {t('rest')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('restText')}
        </Text>
      </div>
      <Fields draft={draft} onChange={onChange} fields={fields} keys={draft.rest} place={null} />
    </section>
  );
}

type FieldsProps = Drawing & {
  readonly fields: readonly Field[];
  readonly keys: readonly string[];
  readonly place: Place;
};

function Fields({ draft, onChange, fields, keys, place }: FieldsProps) {
  const { t } = useWords(layoutWords);
  const shown = keys.flatMap((key) => fields.find((field) => field.key === key) ?? []);
  if (shown.length === 0) {
    return (
      <Text size="sm" c="dimmed" p="xs">
        {t('noFields')}
      </Text>
    );
  }
  return (
    <ul className={classes['fields']}>
      {shown.map((field) => (
        <LayoutField key={field.key} draft={draft} onChange={onChange} field={field} place={place} />
      ))}
    </ul>
  );
}
