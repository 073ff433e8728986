// What a rule of each kind asks for.
import { MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import type { CadenceFile, FileRule } from '#core/cadence/file.ts';
import { type Channel, channels, defaultCallResults, responsesOf } from '#core/cadence/response.ts';
import { allFollowUps, channelOf } from '#web/features/cadences/builder/draft.ts';
import { followUpTitle } from '#web/features/cadences/follow-up-title.ts';
import { useResponseWords } from '#web/features/cadences/response-words.ts';
import { DateFieldRule } from '#web/features/cadences/rules/date-field-rule.tsx';
import { channelOfRule, kindOf, withChannel } from '#web/features/cadences/rules/edit-rules.ts';
import { RecordRule } from '#web/features/cadences/rules/record-rule.tsx';
import { rulesWords } from '#web/features/cadences/rules/words.ts';
import type { Module } from '#web/features/templates/merge-fields.ts';
import { useWords } from '#web/i18n/words.ts';

type Changing = {
  readonly rule: FileRule;
  readonly file: CadenceFile;
  readonly onChange: (rule: FileRule) => void;
};

export function RuleFields({ module, ...changing }: Changing & { readonly module: Module }) {
  switch (kindOf(changing.rule)) {
    case 'response':
      return <ResponseRule {...changing} />;
    case 'result':
      return <ResultRule {...changing} />;
    case 'date':
      return <DateRule {...changing} />;
    case 'dateField':
      return <DateFieldRule module={module} {...changing} />;
    case 'record':
      return <RecordRule module={module} {...changing} />;
    case 'leftView':
      return null;
  }
}

function ResponseRule({ rule, file, onChange }: Changing) {
  const { t } = useWords(rulesWords);
  const words = useResponseWords();
  const channel = channelOfRule(rule) ?? 'email';
  const known = responsesOf(channel);
  return (
    <>
      <NativeSelect
        size="xs"
        label={t('channel')}
        value={channel}
        onChange={(event) => {
          const wanted = channels.find((one) => one === event.currentTarget.value);
          if (wanted !== undefined) onChange(withChannel(rule, wanted));
        }}
        data={channels.map((value) => ({ value, label: t(`channel_${value}`) }))}
      />
      <MultiSelect
        size="xs"
        label={t('responses')}
        value={[...(rule[channel] ?? [])]}
        onChange={(wanted) => onChange({ ...rule, [channel]: known.filter((one) => wanted.includes(one)) })}
        data={known.map((value) => ({ value, label: words.response(value) }))}
      />
      <FollowUpChoice channel={channel} rule={rule} file={file} onChange={onChange} />
    </>
  );
}

function ResultRule({ rule, file, onChange }: Changing) {
  const { t } = useWords(rulesWords);
  const words = useResponseWords();
  const known = [...new Set([...defaultCallResults, ...(rule.results ?? [])])];
  return (
    <>
      <MultiSelect
        size="xs"
        label={t('results')}
        value={[...(rule.results ?? [])]}
        onChange={(results) => onChange({ ...rule, results })}
        data={known.map((value) => ({ value, label: words.result(value) }))}
      />
      <FollowUpChoice channel="call" rule={rule} file={file} onChange={onChange} />
    </>
  );
}

function FollowUpChoice({ channel, rule, file, onChange }: Changing & { readonly channel: Channel }) {
  const { t } = useWords(rulesWords);
  const choices = allFollowUps(file).filter((followUp) => channelOf(followUp) === channel);
  const { followUp: chosen, ...any } = rule;
  return (
    <NativeSelect
      size="xs"
      label={t('followUp')}
      value={chosen ?? ''}
      onChange={(event) => {
        const followUp = event.currentTarget.value;
        onChange(followUp === '' ? any : { ...any, followUp });
      }}
      data={[
        { value: '', label: t('anyFollowUp') },
        ...choices.map((followUp) => ({ value: followUp.id, label: followUpTitle(followUp) || followUp.id })),
      ]}
    />
  );
}

function DateRule({ rule, onChange }: Changing) {
  const { t } = useWords(rulesWords);
  return (
    <TextInput
      size="xs"
      type="date"
      label={t('day')}
      description={t('dayText')}
      required
      value={rule.on ?? ''}
      onChange={(event) => {
        // An emptied date is half written.
        if (event.currentTarget.value !== '') onChange({ ...rule, on: event.currentTarget.value });
      }}
    />
  );
}
