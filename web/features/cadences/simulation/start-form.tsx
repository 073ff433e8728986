import { Button, Fieldset, Group, NativeSelect, NumberInput, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Answer } from '#web/api/call.ts';
import { useAct } from '#web/api/hooks.ts';
import { allFollowUps } from '#web/features/cadences/builder/draft.ts';
import { simulationWords } from '#web/features/cadences/simulation/words.ts';
import { useWords } from '#web/i18n/words.ts';

const answers = ['opened', 'clicked', 'replied'] as const;
type Rates = Readonly<Partial<Record<(typeof answers)[number], number>>>;

/** What is tried: how many, how long, and how people answer where history is not to say. */
export function StartForm({ cadence }: { readonly cadence: Answer<'getCadence'> }) {
  const { t } = useWords(simulationWords);
  const [records, setRecords] = useState(1000);
  const [days, setDays] = useState(30);
  const [whom, setWhom] = useState<'everybody' | 'newcomers'>('everybody');
  const [rates, setRates] = useState<Rates>({});
  const start = useAct('startSimulation', { refreshes: ['listSimulations'] });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { records, days, whom, rates: ratesOf(cadence, rates) };
    start.mutate({ params: { id: cadence.id }, body });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Group align="end">
          <NumberInput
            label={t('records')}
            value={records}
            onChange={(given) => setRecords(Number(given))}
            min={1}
            max={10_000}
            w="9rem"
          />
          <NumberInput
            label={t('days')}
            value={days}
            onChange={(given) => setDays(Number(given))}
            min={1}
            max={365}
            w="7rem"
          />
          <NativeSelect
            label={t('whom')}
            value={whom}
            onChange={(event) => setWhom(event.currentTarget.value === 'newcomers' ? 'newcomers' : 'everybody')}
            data={[
              { value: 'everybody', label: t('everybody') },
              { value: 'newcomers', label: t('newcomers') },
            ]}
          />
          <Button type="submit" loading={start.isPending}>
            {t('start')}
          </Button>
        </Group>
        <Fieldset legend={t('rates')} variant="unstyled" mx={0}>
          <Group>
            {answers.map((answer) => (
              <NumberInput
                key={answer}
                label={t(answer)}
                value={rates[answer] ?? ''}
                onChange={(given) => setRates(withRate(rates, answer, given))}
                min={0}
                max={100}
                w="7rem"
              />
            ))}
          </Group>
          <Text size="xs" c="dimmed" mt={4}>
            {t('ratesHint')}
          </Text>
        </Fieldset>
      </Stack>
    </form>
  );
}

function withRate(rates: Rates, answer: (typeof answers)[number], given: string | number): Rates {
  const { [answer]: _, ...others } = rates;
  return given === '' ? others : { ...others, [answer]: Number(given) };
}

/** The same for every e-mail. */
function ratesOf({ draft, published }: Answer<'getCadence'>, rates: Rates) {
  const file = draft ?? published;
  const given = Object.entries(rates).map(([answer, percent]): [string, number] => [answer, percent / 100]);
  if (file === null || given.length === 0) return {};
  const emails = allFollowUps(file).filter(({ email }) => email !== undefined);
  return Object.fromEntries(emails.map(({ id }) => [id, Object.fromEntries(given)]));
}
