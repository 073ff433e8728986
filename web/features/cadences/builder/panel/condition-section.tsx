// Whether a follow-up that is due happens, by what the record says then (C-15).
import { Checkbox, Stack, Text } from '@mantine/core';
import type { FileFollowUp } from '#core/cadence/file.ts';
import type { FileCondition } from '#core/cadence/file-timing.ts';
import { conditionsOf } from '#core/criteria/criteria.ts';
import { describe } from '#core/criteria/explain.ts';
import { useAskedModule } from '#web/criteria/asked-module.ts';
import { everyRecord } from '#web/criteria/edit-criteria.ts';
import { useNameValue } from '#web/criteria/name-value.ts';
import { useBuilder } from '#web/features/cadences/builder/builder-context.ts';
import { OptionalDurationField } from '#web/features/cadences/builder/duration-field.tsx';
import classes from '#web/features/cadences/builder/panel/panel.module.css';
import { useField } from '#web/features/cadences/builder/panel/use-field.ts';
import { timingWords } from '#web/features/cadences/builder/timing-words.ts';
import { problemsAt } from '#web/features/cadences/builder/use-problems.ts';
import { capital } from '#web/features/cadences/response-words.ts';
import { RecordConditions } from '#web/features/cadences/rules/record-rule.tsx';
import { useWords } from '#web/i18n/words.ts';

type FollowUpProps = { readonly followUp: FileFollowUp };

export function ConditionSection({ followUp: { id, onlyIf } }: FollowUpProps) {
  const { t } = useWords(timingWords);
  const { change } = useBuilder();
  const set = (condition: FileCondition | undefined) => change(id, 'onlyIf', (one) => ({ ...one, onlyIf: condition }));
  return (
    <section className={classes['section']} aria-label={t('condition')}>
      <Stack gap="sm">
        <Checkbox
          size="xs"
          label={t('condition')}
          description={t('conditionText')}
          checked={onlyIf !== undefined}
          onChange={(event) => set(event.currentTarget.checked ? { record: everyRecord } : undefined)}
        />
        {onlyIf === undefined ? null : <Condition id={id} condition={onlyIf} onChange={set} />}
      </Stack>
    </section>
  );
}

type ConditionProps = {
  readonly id: string;
  readonly condition: FileCondition;
  readonly onChange: (condition: FileCondition) => void;
};

function Condition({ id, condition, onChange }: ConditionProps) {
  const { t, language } = useWords(timingWords);
  const { module: known, problems } = useBuilder();
  const module = useAskedModule(known) ?? known;
  const nameValue = useNameValue(language);
  const field = useField()(`followUps/${id}/onlyIf`);
  const { record, waitFor } = condition;
  const isWritten = [...conditionsOf(record)].length > 0;
  const [inside] = problemsAt(problems ?? [], `followUps/${id}/onlyIf/record`);
  return (
    <>
      {isWritten ? <Text size="sm">{capital(describe(record, module, language, nameValue))}</Text> : null}
      <RecordConditions
        id={field.id}
        criteria={record}
        module={module}
        onChange={(wanted) => onChange({ ...condition, record: wanted })}
      />
      {inside === undefined ? null : (
        <Text size="xs" c="red" role="alert">
          {inside.message}
        </Text>
      )}
      <OptionalDurationField
        label={t('otherwise')}
        description={t('waitText')}
        none={t('skip')}
        error={field.error}
        value={waitFor}
        onChange={(wanted) => onChange(wanted === undefined ? { record } : { record, waitFor: wanted })}
      />
    </>
  );
}
