// What a simulation came to: figures, what goes out by day, each follow-up, what waits, how it ends.
import { Button, Text } from '@mantine/core';
import { type ReactNode, Suspense, useState } from 'react';
import type { Result } from '#web/features/cadences/simulation/result.ts';
import classes from '#web/features/cadences/simulation/simulation.module.css';
import { SimulatedFollowUps } from '#web/features/cadences/simulation/simulated-follow-ups.tsx';
import { simulationWords } from '#web/features/cadences/simulation/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { lazily } from '#web/ui/on-demand.tsx';
import sheet from '#web/ui/sheet.module.css';

const VolumeChart = lazily(
  async () => (await import('#web/features/cadences/simulation/volume-chart.tsx')).VolumeChart,
);
const SimulatedRecords = lazily(
  async () => (await import('#web/features/cadences/simulation/simulated-records.tsx')).SimulatedRecords,
);

export function SimulationResult({ id, result }: { readonly id: string; readonly result: Result }) {
  const { t } = useWords(simulationWords);
  const [isShowingWho, setShowingWho] = useState(false);
  return (
    <>
      <Tiles result={result} />
      <Section title={t('perDay')}>
        <Volumes result={result} />
      </Section>
      <Section title={t('followUps')}>
        <SimulatedFollowUps result={result} />
      </Section>
      {result.holds.length === 0 ? null : (
        <Section title={t('holds')}>
          <Counted
            heads={[t('reason'), t('times'), t('recordsHeld')]}
            rows={result.holds.map((one) => [one.sentence, one.times, one.records])}
          />
        </Section>
      )}
      <Section title={t('ends')}>
        <Counted heads={[t('reason'), t('recordsHeld')]} rows={result.ends.map((one) => [one.sentence, one.records])} />
      </Section>
      {result.leftOut.length === 0 ? null : (
        <Section title={t('leftOut')}>
          <Counted
            heads={[t('reason'), t('recordsHeld')]}
            rows={result.leftOut.map((one) => [one.sentence, one.records])}
          />
        </Section>
      )}
      <Section title={t('who')}>
        {isShowingWho ? (
          <Suspense fallback={null}>
            <SimulatedRecords id={id} />
          </Suspense>
        ) : (
          <Button size="xs" variant="default" onClick={() => setShowingWho(true)}>
            {t('showWho')}
          </Button>
        )}
      </Section>
    </>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Tiles({ result }: { readonly result: Result }) {
  const { t } = useWords(simulationWords);
  const { number } = useFormat();
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  const tiles = [
    [t('enrolledOf'), result.enrolled, t('ofRecords', { records: number(result.records) })],
    [t('messages'), sum(result.followUps.map(({ times }) => times)), ''],
    [t('goalMet'), sum(result.ends.flatMap(({ goal, records }) => (goal ? [records] : []))), ''],
    [t('waited'), sum(result.holds.map(({ times }) => times)), ''],
  ] as const;
  return (
    <dl className={sheet['tiles']}>
      {tiles.map(([name, count, says]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {number(count)}
            <Text size="xs" c="dimmed">
              {says}
            </Text>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Volumes({ result: { volumes } }: { readonly result: Result }) {
  const { t } = useWords(simulationWords);
  const { day } = useFormat();
  const rows = volumes.map(({ on, channel, sender, times }) => [day(on), t(channel), sender ?? '', times]);
  if (volumes.length === 0) return <Text c="dimmed">{t('nothing')}</Text>;
  return (
    <div className={sheet['beside']}>
      <Suspense fallback={<div className={classes['chart']} />}>
        <VolumeChart volumes={volumes} />
      </Suspense>
      <div className={classes['volumes']}>
        <Counted heads={[t('day'), t('channel'), t('sender'), t('number')]} rows={rows} />
      </div>
    </div>
  );
}

type CountedProps = {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
};

/** Numbers stand to the right. */
function Counted({ heads, rows }: CountedProps) {
  const { number } = useFormat();
  const [first] = rows;
  return (
    <table className={sheet['table']}>
      <thead>
        <tr>
          {heads.map((head, column) => (
            <th key={head} {...(typeof first?.[column] === 'number' ? { 'data-number': true } : {})}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.join(' ')}>
            {row.map((cell, column) =>
              typeof cell === 'number' ? (
                <td key={column} data-number>
                  {number(cell)}
                </td>
              ) : (
                <td key={column}>{cell}</td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
