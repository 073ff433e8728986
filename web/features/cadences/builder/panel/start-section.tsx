// When a follow-up starts: after which other one, by which responses, how long after them.
import { ActionIcon, Button, Group, Input, NativeSelect, Stack, Text } from '@mantine/core';
import { PlusIcon, XMarkIcon } from '@heroicons/react/16/solid';
import type { FileFollowUp, FileTrigger } from '#core/cadence/file.ts';
import { useBuilder } from '#web/features/cadences/builder/builder-context.ts';
import { allFollowUps, channelOf, mayComeAfter, parentOf } from '#web/features/cadences/builder/draft.ts';
import { probableTrigger } from '#web/features/cadences/builder/new-follow-up.ts';
import classes from '#web/features/cadences/builder/panel/panel.module.css';
import { useField } from '#web/features/cadences/builder/panel/use-field.ts';
import { TimingField } from '#web/features/cadences/builder/panel/timing-field.tsx';
import { panelWords } from '#web/features/cadences/builder/panel/words.ts';
import { TriggerSelect } from '#web/features/cadences/builder/trigger-select.tsx';
import { useTitles } from '#web/features/cadences/builder/use-titles.ts';
import { useWords } from '#web/i18n/words.ts';

type FollowUpProps = { readonly followUp: FileFollowUp };

export function StartSection({ followUp }: FollowUpProps) {
  const { t } = useWords(panelWords);
  const { draft } = useBuilder();
  const { id } = followUp;
  const parent = parentOf(draft.file, id);
  return (
    <section className={classes['section']} aria-labelledby={`starts-${id}`}>
      <h3 id={`starts-${id}`}>{t('starts')}</h3>
      <Stack gap="sm">
        <AfterField followUp={followUp} />
        {parent === null ? null : <Triggers followUp={followUp} parent={parent} />}
        <TimingField followUp={followUp} isFirst={parent === null} />
      </Stack>
    </section>
  );
}

/** Moves it, with all that follows. */
function AfterField({ followUp: { id } }: FollowUpProps) {
  const { t } = useWords(panelWords);
  const { draft, move } = useBuilder();
  const title = useTitles();
  const places = allFollowUps(draft.file).filter((one) => mayComeAfter(draft.file, id, one.id));
  return (
    <NativeSelect
      size="xs"
      label={t('after')}
      value={parentOf(draft.file, id)?.id ?? ''}
      onChange={(event) => move(id, event.currentTarget.value === '' ? null : event.currentTarget.value)}
      data={[{ value: '', label: t('afterNone') }, ...places.map((one) => ({ value: one.id, label: title(one) }))]}
    />
  );
}

type TriggersProps = FollowUpProps & { readonly parent: FileFollowUp };

function Triggers({ followUp: { id, when = [] }, parent }: TriggersProps) {
  const { t } = useWords(panelWords);
  const { change } = useBuilder();
  const field = useField()(`followUps/${id}/when`);
  const set = (triggers: readonly FileTrigger[]) => change(id, 'when', (one) => ({ ...one, when: triggers }));
  return (
    <Input.Wrapper label={t('when')} error={field.error} labelElement="div" size="xs">
      <Stack gap={6} mt={4}>
        {when.map((trigger, index) => (
          <Group
            // Triggers have no identity of their own; their place is it.
            key={index}
            gap={4}
            wrap="nowrap"
            align="flex-start"
          >
            {index === 0 ? null : (
              <Text size="xs" c="dimmed" pt={6}>
                {t('or')}
              </Text>
            )}
            <TriggerSelect
              {...(index === 0 ? { id: field.id } : {})}
              label={t('when')}
              parent={parent}
              value={trigger}
              onChange={(changed) => set(when.with(index, changed))}
            />
            {when.length < 2 ? null : (
              <ActionIcon
                size={30}
                aria-label={t('removeTrigger')}
                onClick={() => set(when.filter((_, other) => other !== index))}
              >
                <XMarkIcon width={14} aria-hidden />
              </ActionIcon>
            )}
          </Group>
        ))}
        <Button
          {...(when.length === 0 ? { id: field.id } : {})}
          variant="subtle"
          size="compact-xs"
          style={{ alignSelf: 'flex-start' }}
          leftSection={<PlusIcon width={14} aria-hidden />}
          onClick={() => set([...when, probableTrigger(parent, channelOf(parent))])}
        >
          {t('addTrigger')}
        </Button>
      </Stack>
    </Input.Wrapper>
  );
}
