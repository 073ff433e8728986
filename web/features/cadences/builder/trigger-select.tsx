// One response that starts a follow-up, with what belongs to it: a deadline, or a link.
import { Autocomplete, NativeSelect, Stack } from '@mantine/core';
import type { FileFollowUp, FileTrigger } from '#core/cadence/file.ts';
import { channelOf } from '#web/features/cadences/builder/draft.ts';
import { AbsenceField } from '#web/features/cadences/builder/absence-field.tsx';
import { kindOfTrigger } from '#web/features/cadences/builder/new-follow-up.ts';
import { triggerOfKind, useTriggerOptions } from '#web/features/cadences/builder/trigger-options.ts';
import { useTemplateLinks } from '#web/features/cadences/builder/use-template-links.ts';
import { builderWords } from '#web/features/cadences/builder/words.ts';
import { useWords } from '#web/i18n/words.ts';

type TriggerSelectProps = {
  readonly label: string;
  /** Whose responses these are. */
  readonly parent: FileFollowUp;
  readonly value: FileTrigger;
  readonly onChange: (value: FileTrigger) => void;
  readonly id?: string;
};

export function TriggerSelect({ label, parent, value, onChange, id }: TriggerSelectProps) {
  const channel = channelOf(parent);
  const options = useTriggerOptions(channel);
  return (
    <Stack gap={6} style={{ flex: 1 }}>
      <NativeSelect
        {...(id === undefined ? {} : { id })}
        size="xs"
        aria-label={label}
        data={options}
        value={kindOfTrigger(value)}
        onChange={(event) => {
          const chosen = triggerOfKind(event.currentTarget.value, channel);
          if (chosen !== null) onChange(chosen);
        }}
      />
      {typeof value === 'object' && 'not' in value ? <AbsenceField value={value} onChange={onChange} /> : null}
      {typeof value === 'object' && 'link' in value ? (
        <LinkField parent={parent} value={value.link} onChange={(link) => onChange({ link })} />
      ) : null}
    </Stack>
  );
}

type LinkFieldProps = {
  readonly parent: FileFollowUp;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

/** Offers the links of the email's template. */
function LinkField({ parent, value, onChange }: LinkFieldProps) {
  const { t } = useWords(builderWords);
  const links = useTemplateLinks(parent.email?.template ?? '');
  return (
    <Autocomplete
      size="xs"
      type="url"
      label={t('link')}
      description={t('linkText')}
      placeholder="https://"
      data={[...links]}
      value={value}
      onChange={onChange}
      comboboxProps={{ withinPortal: false }}
    />
  );
}
