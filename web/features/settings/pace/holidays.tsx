// The holidays of one year, and the weekends that are worked: a table to edit, filled at a press for mainland China.
import {
  ActionIcon,
  Button,
  Group,
  NativeSelect,
  NumberInput,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { PlusIcon, XMarkIcon } from '@heroicons/react/16/solid';
import { useState } from 'react';
import type { Answer } from '#web/api/call.ts';
import { useAct, useRead } from '#web/api/hooks.ts';
import { paceWords } from '#web/features/settings/pace/pace-words.ts';
import { settingsWords } from '#web/features/settings/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { may, useMe } from '#web/session/me.ts';
import { Loaded } from '#web/ui/states.tsx';
import { toastDone } from '#web/ui/toast.tsx';
import { useUnsavedGuard } from '#web/ui/unsaved-guard.ts';
import { WhyButton } from '#web/ui/why-button.tsx';
import { useNow } from '#web/ui/when.tsx';

type Day = Answer<'getHolidays'>['days'][number];

const YEAR_MIN = 2000;
const YEAR_MAX = 2100;

export function Holidays() {
  const { t } = useWords(paceWords);
  const [year, setYear] = useState(new Date(useNow()).getFullYear());
  return (
    <Stack gap="md">
      <Title order={2}>{t('holidays')}</Title>
      <Text size="sm" c="dimmed">
        {t('holidaysText')}
      </Text>
      <NumberInput
        w="8rem"
        size="xs"
        label={t('year')}
        min={YEAR_MIN}
        max={YEAR_MAX}
        thousandSeparator=""
        allowDecimal={false}
        clampBehavior="strict"
        value={year}
        onChange={(wanted) => {
          if (typeof wanted === 'number' && wanted >= YEAR_MIN) setYear(wanted);
        }}
      />
      <Loaded of={useRead('getHolidays', { params: { year } })}>
        {({ days }) => <HolidayTable key={`${year} ${JSON.stringify(days)}`} year={year} saved={days} />}
      </Loaded>
    </Stack>
  );
}

function HolidayTable({ year, saved }: { readonly year: number; readonly saved: readonly Day[] }) {
  const { t } = useWords(paceWords);
  const { t: settings } = useWords(settingsWords);
  const { t: general } = useWords(generalWords);
  const isAdministrator = may(useMe(), 'admin');
  const [days, setDays] = useState<readonly Day[]>(saved);
  const isChanged = JSON.stringify(days) !== JSON.stringify(saved);
  useUnsavedGuard(isChanged);
  const fill = useAct('proposeHolidays', { onDone: (proposed) => setDays(withProposed(days, proposed.days)) });
  const save = useAct('putHolidays', { refreshes: ['getHolidays'], onDone: () => toastDone(t('holidaysSaved')) });
  const why = isAdministrator ? null : settings('forAdministrators');
  return (
    <Stack gap="sm">
      {days.length === 0 ? (
        <Text size="sm">{t('noHolidays')}</Text>
      ) : (
        <Table aria-label={t('holidays')} verticalSpacing={4}>
          <Table.Tbody>
            {days.map((day, place) => (
              <DayRow
                // Days have no identity of their own: two may even be the same date until one is changed.
                key={place}
                day={day}
                year={year}
                isDisabled={!isAdministrator}
                onChange={(changed) =>
                  setDays(changed === null ? days.filter((_, other) => other !== place) : days.with(place, changed))
                }
              />
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Group>
        <Button
          variant="subtle"
          size="compact-sm"
          disabled={!isAdministrator}
          leftSection={<PlusIcon width={14} aria-hidden />}
          onClick={() => setDays([...days, { on: `${year}-01-01`, kind: 'closed', name: '' }])}
        >
          {t('addDay')}
        </Button>
        <WhyButton
          variant="default"
          size="compact-sm"
          why={why}
          loading={fill.isPending}
          onClick={() => fill.mutate({ params: { year } })}
        >
          {t('fillMainland')}
        </WhyButton>
      </Group>
      <WhyButton
        w="fit-content"
        why={why}
        disabled={isAdministrator && !isChanged}
        loading={save.isPending}
        onClick={() => save.mutate({ params: { year }, body: { days: [...days] } })}
      >
        {general('save')}
      </WhyButton>
    </Stack>
  );
}

/** What was published takes the place of what is there of the same dates; the rest stays. */
function withProposed(days: readonly Day[], proposed: readonly Day[]): Day[] {
  const known = new Set(proposed.map(({ on }) => on));
  return [...days.filter(({ on }) => !known.has(on)), ...proposed].toSorted((a, b) => (a.on < b.on ? -1 : 1));
}

type DayRowProps = {
  readonly day: Day;
  readonly year: number;
  readonly isDisabled: boolean;
  /** Null: it goes. */
  readonly onChange: (day: Day | null) => void;
};

function DayRow({ day, year, isDisabled, onChange }: DayRowProps) {
  const { t } = useWords(paceWords);
  return (
    <Table.Tr>
      <Table.Td>
        <TextInput
          type="date"
          size="xs"
          aria-label={t('date')}
          min={`${year}-01-01`}
          max={`${year}-12-31`}
          disabled={isDisabled}
          value={day.on}
          onChange={(event) => {
            if (event.currentTarget.value !== '') onChange({ ...day, on: event.currentTarget.value });
          }}
        />
      </Table.Td>
      <Table.Td>
        <NativeSelect
          size="xs"
          aria-label={t('kind')}
          disabled={isDisabled}
          value={day.kind}
          onChange={(event) => onChange({ ...day, kind: event.currentTarget.value === 'open' ? 'open' : 'closed' })}
          data={[
            { value: 'closed', label: t('holiday') },
            { value: 'open', label: t('workingWeekend') },
          ]}
        />
      </Table.Td>
      <Table.Td>
        <TextInput
          size="xs"
          aria-label={t('dayName')}
          maxLength={60}
          disabled={isDisabled}
          value={day.name}
          onChange={(event) => onChange({ ...day, name: event.currentTarget.value })}
        />
      </Table.Td>
      <Table.Td>
        <ActionIcon aria-label={t('removeDay', { day: day.on })} disabled={isDisabled} onClick={() => onChange(null)}>
          <XMarkIcon width={14} aria-hidden />
        </ActionIcon>
      </Table.Td>
    </Table.Tr>
  );
}
