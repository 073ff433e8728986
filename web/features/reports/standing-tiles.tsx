import { Text } from '@mantine/core';
import { Figure } from '#web/features/reports/figure.tsx';
import { type RoundsFilter, statuses } from '#web/features/reports/report-search.ts';
import type { Report } from '#web/features/reports/stages.ts';
import { reportsWords } from '#web/features/reports/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import sheet from '#web/ui/sheet.module.css';

type StandingTilesProps = { readonly report: Report; readonly hasGoal: boolean };

export function StandingTiles({ report: { enrolled, goalMet, states }, hasGoal }: StandingTilesProps) {
  const { t } = useWords(reportsWords);
  const format = useFormat();
  const share = (count: number) => (enrolled === 0 ? '' : format.percent(count / enrolled));
  return (
    <dl className={sheet['tiles']}>
      <Tile name={t('enrolled')} count={enrolled} filter={null} says="" />
      <Tile name={t('goal')} count={goalMet} filter={{ goal: true }} says={hasGoal ? share(goalMet) : t('noGoal')} />
      {statuses.map((status) => (
        <Tile key={status} name={t(status)} count={states[status]} filter={{ status }} says={share(states[status])} />
      ))}
    </dl>
  );
}

type TileProps = {
  readonly name: string;
  readonly count: number;
  readonly filter: RoundsFilter | null;
  readonly says: string;
};

function Tile({ name, count, filter, says }: TileProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Figure count={count} filter={filter} what={name} />
        <Text size="xs" c="dimmed">
          {says}
        </Text>
      </dd>
    </div>
  );
}
