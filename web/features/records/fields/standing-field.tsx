// A field's value while nobody edits it. What leads somewhere is a link with a button beside it, anything else is the button.
import { ActionIcon, Anchor, Switch, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { PencilIcon } from '@heroicons/react/16/solid';
import type { ReactNode, Ref } from 'react';
import type { FieldValue as Value } from '#web/features/records/fields/field-text.ts';
import { FieldValue, isEmpty } from '#web/features/records/fields/field-value.tsx';
import type { Field, ShownRecord } from '#web/features/records/module.ts';
import classes from '#web/features/records/page/record-page.module.css';
import { recordWords } from '#web/features/records/page/record-words.ts';
import { useWords } from '#web/i18n/words.ts';

type StandingFieldProps = {
  readonly field: Field;
  readonly label: string;
  readonly value: Value;
  readonly leadsTo?: ShownRecord['lookups'][string] | null;
  readonly mayEdit: boolean;
  readonly onEdit: () => void;
  readonly onSwitch: (value: boolean) => void;
  readonly ref: Ref<HTMLButtonElement>;
};

export function StandingField(props: StandingFieldProps) {
  const { field, label, value, mayEdit, onEdit, onSwitch, ref } = props;
  const { t } = useWords(recordWords);
  if (field.type === 'boolean') {
    return (
      <Switch
        size="xs"
        m={6}
        aria-label={label}
        checked={value === true}
        disabled={!mayEdit}
        onChange={(event) => onSwitch(event.currentTarget.checked)}
      />
    );
  }
  const shown = isEmpty(value) ? <Nothing /> : <Shown {...props} />;
  if (!mayEdit) return <div className={classes['plain']}>{shown}</div>;
  const isLink = !isEmpty(value) && (field.type === 'lookup' || field.type === 'url');
  if (isLink) return <BesideLink {...props}>{shown}</BesideLink>;
  return (
    <UnstyledButton ref={ref} className={classes['value']} data-field={field.key} onClick={onEdit}>
      {shown}
      <VisuallyHidden>{t('editField', { field: label })}</VisuallyHidden>
      <PencilIcon width={14} aria-hidden className={classes['pencil']} />
    </UnstyledButton>
  );
}

function Nothing() {
  const { t } = useWords(recordWords);
  return (
    <Text span inherit c="dimmed">
      {t('nothing')}
    </Text>
  );
}

function Shown({ field, value, leadsTo }: StandingFieldProps) {
  if (field.type === 'url' && /^https?:\/\//.test(String(value))) {
    return (
      <Anchor inherit href={String(value)} target="_blank" rel="noopener noreferrer">
        {String(value).replace(/^https?:\/\//, '')}
      </Anchor>
    );
  }
  return <FieldValue field={field} value={value} {...(leadsTo === undefined ? {} : { leadsTo })} />;
}

function BesideLink({ field, label, onEdit, ref, children }: StandingFieldProps & { readonly children: ReactNode }) {
  const { t } = useWords(recordWords);
  return (
    <div className={classes['leading']}>
      <span>{children}</span>
      <ActionIcon
        ref={ref}
        size="sm"
        className={classes['pencil'] ?? ''}
        aria-label={t('editField', { field: label })}
        data-field={field.key}
        onClick={onEdit}
      >
        <PencilIcon width={14} aria-hidden />
      </ActionIcon>
    </div>
  );
}
