// What goes out on each day, a bar with a part for each channel; the table beside it has the same numbers.
import { useComputedColorScheme } from '@mantine/core';
import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import classes from '#web/features/cadences/simulation/simulation.module.css';
import type { Result } from '#web/features/cadences/simulation/result.ts';
import { simulationWords } from '#web/features/cadences/simulation/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';

use([BarChart, GridComponent, AriaComponent, LegendComponent, SVGRenderer]);

const channels = ['email', 'whatsapp', 'task', 'call'] as const;
const colors = { email: 'iris-6', whatsapp: 'teal-6', task: 'orange-6', call: 'grape-6' } as const;

type Series = { readonly channel: (typeof channels)[number]; readonly name: string; readonly data: readonly number[] };

export function VolumeChart({ volumes }: Pick<Result, 'volumes'>) {
  const { t } = useWords(simulationWords);
  const { day, number, list } = useFormat();
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const scheme = useComputedColorScheme();
  const dates = [...new Set(volumes.map(({ on }) => on))];
  const count = (on: string, channel?: string) =>
    volumes.reduce((sum, one) => sum + (one.on === on && (channel ?? one.channel) === one.channel ? one.times : 0), 0);
  const series = channels.flatMap((channel): Series[] => {
    const data = dates.map((on) => count(on, channel));
    return data.some((times) => times > 0) ? [{ channel, name: t(channel), data }] : [];
  });
  const days = dates.map(day);
  const says = t('perDaySays', { days: list(dates.map((on) => `${day(on)}: ${number(count(on))}`)) });
  useEffect(() => {
    if (box.current === null) return undefined;
    const made = init(box.current, null, { renderer: 'svg' });
    chart.current = made;
    const watch = new ResizeObserver(() => made.resize());
    watch.observe(box.current);
    return () => {
      watch.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption(pictureOf(days, series, says), true);
  });
  return <div ref={box} role="img" aria-label={says} data-scheme={scheme} className={classes['chart']} />;
}

/** In the colours of the theme that is on now. */
function pictureOf(days: readonly string[], series: readonly Series[], says: string) {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string) => style.getPropertyValue(`--mantine-color-${name}`).trim();
  return {
    animation: false,
    aria: { enabled: true, label: { description: says } },
    textStyle: { fontFamily: style.getPropertyValue('--mantine-font-family') },
    legend: { bottom: 0, textStyle: { color: color('text') } },
    grid: { left: 0, right: 8, top: 8, bottom: 32, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: { type: 'category', data: [...days], axisLabel: { color: color('text') } },
    yAxis: { type: 'value', minInterval: 1, axisLabel: { color: color('text') } },
    series: series.map(({ channel, name, data }) => ({
      type: 'bar',
      stack: 'all',
      name,
      itemStyle: { color: color(colors[channel]) },
      data: [...data],
    })),
  };
}
