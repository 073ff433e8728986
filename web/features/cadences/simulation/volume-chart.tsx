// What goes out on each day, a bar with a part for each channel; the table beside it has the same numbers.
import type { Result } from '#web/features/cadences/simulation/result.ts';
import { simulationWords } from '#web/features/cadences/simulation/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { Bars } from '#web/ui/bars.tsx';

const channels = ['email', 'whatsapp', 'task', 'call'] as const;
const colors = { email: 'iris-6', whatsapp: 'teal-6', task: 'orange-6', call: 'grape-6' } as const;

export function VolumeChart({ volumes }: Pick<Result, 'volumes'>) {
  const { t } = useWords(simulationWords);
  const { day, number, list } = useFormat();
  const dates = [...new Set(volumes.map(({ on }) => on))];
  const count = (on: string, channel?: string) =>
    volumes.reduce((sum, one) => sum + (one.on === on && (channel ?? one.channel) === one.channel ? one.times : 0), 0);
  const used = channels.filter((channel) => volumes.some((one) => one.channel === channel && one.times > 0));
  return (
    <Bars
      says={t('perDaySays', { days: list(dates.map((on) => `${day(on)}: ${number(count(on))}`)) })}
      height="18rem"
      draw={(color) => ({
        legend: { bottom: 0, textStyle: { color: color('text') } },
        grid: { left: 0, right: 8, top: 8, bottom: 32, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
        xAxis: { type: 'category', data: dates.map(day), axisLabel: { color: color('text') } },
        yAxis: { type: 'value', minInterval: 1, axisLabel: { color: color('text') } },
        series: used.map((channel) => ({
          type: 'bar',
          stack: 'all',
          name: t(channel),
          itemStyle: { color: color(colors[channel]) },
          data: dates.map((on) => count(on, channel)),
        })),
      })}
    />
  );
}
