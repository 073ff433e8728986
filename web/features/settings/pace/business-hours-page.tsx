// When the organisation is open, and on which days it is otherwise.
import { Stack, Text } from '@mantine/core';
import { useRead } from '#web/api/hooks.ts';
import { Holidays } from '#web/features/settings/pace/holidays.tsx';
import { paceWords } from '#web/features/settings/pace/pace-words.ts';
import { WeekForm } from '#web/features/settings/pace/week-form.tsx';
import { ZoneForm } from '#web/features/settings/pace/zone-form.tsx';
import { SettingsFrame } from '#web/features/settings/settings-frame.tsx';
import { useWords } from '#web/i18n/words.ts';
import { Loaded } from '#web/ui/states.tsx';

export function BusinessHoursPage() {
  const { t } = useWords(paceWords);
  return (
    <SettingsFrame part="businessHours">
      <Stack maw="44rem" gap="xl">
        <Text size="sm" c="dimmed">
          {t('hoursText')}
        </Text>
        <Loaded of={useRead('getBusinessHours')}>
          {(hours) => (
            <>
              <ZoneForm key={hours.timeZone} timeZone={hours.timeZone} />
              <WeekForm key={JSON.stringify(hours)} hours={hours} />
              {hours.week === null ? null : <Holidays />}
            </>
          )}
        </Loaded>
      </Stack>
    </SettingsFrame>
  );
}
