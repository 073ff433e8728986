// Whether a follow-up happens again and again, and what ends it (C-16).
import { Checkbox, MultiSelect, NumberInput, Stack, Text } from '@mantine/core';
import type { FileFollowUp } from '#core/cadence/file.ts';
import type { FileRepeat } from '#core/cadence/file-timing.ts';
import type { FileRepeatEnd } from '#core/cadence/file-trigger.ts';
import { defaultCallResults, responsesOf } from '#core/cadence/response.ts';
import { useBuilder } from '#web/features/cadences/builder/builder-context.ts';
import { channelOf } from '#web/features/cadences/builder/draft.ts';
import { DurationField } from '#web/features/cadences/builder/duration-field.tsx';
import { kindOfTrigger } from '#web/features/cadences/builder/new-follow-up.ts';
import classes from '#web/features/cadences/builder/panel/panel.module.css';
import { useField } from '#web/features/cadences/builder/panel/use-field.ts';
import { timingWords } from '#web/features/cadences/builder/timing-words.ts';
import { capital, useResponseWords } from '#web/features/cadences/response-words.ts';
import { useWords } from '#web/i18n/words.ts';

type FollowUpProps = { readonly followUp: FileFollowUp };

const TIMES_MAX = 99;
const AT_FIRST: FileRepeat = { every: { weeks: 1 }, times: 3 };

export function RepeatSection({ followUp }: FollowUpProps) {
  const { t } = useWords(timingWords);
  const { change } = useBuilder();
  const { id, repeat } = followUp;
  const set = (wanted: FileRepeat | undefined) => change(id, 'repeat', (one) => ({ ...one, repeat: wanted }));
  return (
    <section className={classes['section']} aria-label={t('repeat')}>
      <Stack gap="sm">
        <Checkbox
          size="xs"
          label={t('repeat')}
          description={t('repeatText')}
          checked={repeat !== undefined}
          onChange={(event) => set(event.currentTarget.checked ? AT_FIRST : undefined)}
        />
        {repeat === undefined ? null : <Repeat followUp={followUp} repeat={repeat} onChange={set} />}
      </Stack>
    </section>
  );
}

type RepeatProps = FollowUpProps & { readonly repeat: FileRepeat; readonly onChange: (repeat: FileRepeat) => void };

function Repeat({ followUp, repeat, onChange }: RepeatProps) {
  const { t } = useWords(timingWords);
  const words = useResponseWords();
  const field = useField()(`followUps/${followUp.id}/repeat`);
  const { until = [] } = repeat;
  const ends = endsOf(followUp, until);
  const choose = (kinds: readonly string[]) => {
    const chosen = ends.filter((end) => kinds.includes(kindOfTrigger(end)));
    const { until: _, ...rest } = repeat;
    onChange(chosen.length === 0 ? rest : { ...rest, until: chosen });
  };
  return (
    <>
      <DurationField
        id={field.id}
        label={t('every')}
        value={repeat.every}
        onChange={(every) => onChange({ ...repeat, every })}
      />
      <NumberInput
        size="xs"
        label={t('times')}
        min={2}
        max={TIMES_MAX}
        allowDecimal={false}
        clampBehavior="blur"
        value={repeat.times}
        onChange={(times) => {
          if (typeof times === 'number') onChange({ ...repeat, times });
        }}
      />
      <MultiSelect
        size="xs"
        label={t('ends')}
        description={t('endsText')}
        value={until.map(kindOfTrigger)}
        onChange={choose}
        data={ends.map((end) => ({ value: kindOfTrigger(end), label: capital(words.trigger(end)) }))}
      />
      {field.error === null ? null : (
        <Text size="xs" c="red" role="alert">
          {field.error}
        </Text>
      )}
    </>
  );
}

/** What may end it: of its channel, but for what comes with the first time; and what is chosen already. */
function endsOf(followUp: FileFollowUp, chosen: readonly FileRepeatEnd[]): FileRepeatEnd[] {
  const channel = channelOf(followUp);
  const first =
    channel === 'email' ? 'sent' : channel === 'call' ? 'scheduled' : (followUp.task?.status ?? 'not_started');
  const results = channel === 'call' ? defaultCallResults.map((result) => ({ result })) : [];
  const offered: FileRepeatEnd[] = [...responsesOf(channel).filter((one) => one !== first), ...results];
  const kinds = new Set(offered.map(kindOfTrigger));
  return [...offered, ...chosen.filter((end) => !kinds.has(kindOfTrigger(end)))];
}
