import { ActionIcon, Button, Group, Stack, Switch, Text } from '@mantine/core';
import { PlusIcon, XMarkIcon } from '@heroicons/react/16/solid';
import { useState } from 'react';
import type { Answer } from '#web/api/call.ts';
import { useAct } from '#web/api/hooks.ts';
import { paceWords, weekdays } from '#web/features/settings/pace/pace-words.ts';
import { settingsWords } from '#web/features/settings/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { may, useMe } from '#web/session/me.ts';
import { toastDone } from '#web/ui/toast.tsx';
import { useUnsavedGuard } from '#web/ui/unsaved-guard.ts';
import { WhyButton } from '#web/ui/why-button.tsx';
import { TimeField } from '#web/features/settings/pace/time-field.tsx';

type Hours = Answer<'getBusinessHours'>;
type Week = NonNullable<Hours['week']>;
type Day = Week[number];

const NINE_TO_SIX: Day = [{ from: '09:00', to: '18:00' }];
const usualWeek: Week = weekdays.map((_, day) => (day < 5 ? NINE_TO_SIX : []));

export function WeekForm({ hours }: { readonly hours: Hours }) {
  const { t } = useWords(paceWords);
  const { t: settings } = useWords(settingsWords);
  const { t: general } = useWords(generalWords);
  const isAdministrator = may(useMe(), 'admin');
  const [week, setWeek] = useState(hours.week);
  const isChanged = JSON.stringify(week) !== JSON.stringify(hours.week);
  useUnsavedGuard(isChanged);
  const save = useAct('putBusinessHours', {
    refreshes: ['getBusinessHours'],
    onDone: () => toastDone(t('hoursSaved')),
  });
  return (
    <Stack gap="md">
      <Switch
        label={t('haveHours')}
        description={t('clock', { zone: hours.timeZone })}
        checked={week !== null}
        disabled={!isAdministrator}
        onChange={(event) => setWeek(event.currentTarget.checked ? usualWeek : null)}
      />
      {week === null
        ? null
        : weekdays.map((name, day) => (
            <DayRow
              key={name}
              name={t(name)}
              hours={week[day] ?? []}
              isDisabled={!isAdministrator}
              onChange={(changed) => setWeek(week.with(day, changed))}
            />
          ))}
      <WhyButton
        w="fit-content"
        why={isAdministrator ? null : settings('forAdministrators')}
        disabled={isAdministrator && !isChanged}
        loading={save.isPending}
        onClick={() => save.mutate({ body: { week } })}
      >
        {general('save')}
      </WhyButton>
    </Stack>
  );
}

type DayRowProps = {
  readonly name: string;
  readonly hours: Day;
  readonly isDisabled: boolean;
  readonly onChange: (hours: Day) => void;
};

function DayRow({ name, hours, isDisabled, onChange }: DayRowProps) {
  const { t } = useWords(paceWords);
  return (
    <Group role="group" aria-label={name} align="center" gap="md">
      <Text size="sm" w="6rem">
        {name}
      </Text>
      {hours.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('closed')}
        </Text>
      ) : null}
      {hours.map((one, place) => (
        // Hours have no identity of their own; their place is it.
        <Group key={place} gap={6} wrap="nowrap">
          <TimeField
            label={t('from')}
            value={one.from}
            isDisabled={isDisabled}
            onChange={(from) => onChange(hours.with(place, { ...one, from }))}
          />
          –
          <TimeField
            label={t('to')}
            value={one.to}
            isDisabled={isDisabled}
            onChange={(to) => onChange(hours.with(place, { ...one, to: to === '00:00' ? '24:00' : to }))}
          />
          <ActionIcon
            aria-label={t('removeHours')}
            disabled={isDisabled}
            onClick={() => onChange(hours.filter((_, other) => other !== place))}
          >
            <XMarkIcon width={14} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Button
        variant="subtle"
        size="compact-xs"
        disabled={isDisabled || hours.at(-1)?.to === '24:00'}
        leftSection={<PlusIcon width={14} aria-hidden />}
        onClick={() => onChange([...hours, nextHours(hours)])}
      >
        {t('addHours')}
      </Button>
    </Group>
  );
}

/** After those that are there. */
function nextHours(hours: Day): Day[number] {
  const last = hours.at(-1);
  return last === undefined ? { from: '09:00', to: '18:00' } : { from: last.to, to: '24:00' };
}
