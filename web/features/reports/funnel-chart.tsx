// How far people come, a bar for each stage, by ECharts, of which only what bars need is loaded. Bars rather than the shape
// of a funnel: branches make later stages larger than earlier ones, and names of follow-ups are long.
import { useComputedColorScheme } from '@mantine/core';
import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useEffectEvent, useRef } from 'react';
import classes from '#web/features/reports/report-page.module.css';

use([BarChart, GridComponent, AriaComponent, SVGRenderer]);

type FunnelChartProps = {
  readonly stages: readonly { readonly name: string; readonly count: number }[];
  /** What the picture shows, in words. */
  readonly says: string;
  readonly onOpen: (index: number) => void;
};

export function FunnelChart({ stages, says, onOpen }: FunnelChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const scheme = useComputedColorScheme();
  const open = useEffectEvent(onOpen);
  useEffect(() => {
    if (box.current === null) return undefined;
    const made = init(box.current, null, { renderer: 'svg' });
    chart.current = made;
    made.on('click', ({ dataIndex }) => open(dataIndex));
    const watch = new ResizeObserver(() => made.resize());
    watch.observe(box.current);
    return () => {
      watch.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption(pictureOf(stages, says), true);
  }, [stages, says, scheme]);
  const style = { height: `${stages.length * STAGE_REM}rem` };
  return <div ref={box} role="img" aria-label={says} className={classes['chart']} style={style} />;
}

const STAGE_REM = 2.75;
const NAME_WIDTH_PX = 220;

/** In the colours of the theme that is on now. */
function pictureOf(stages: FunnelChartProps['stages'], says: string) {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string) => style.getPropertyValue(`--mantine-color-${name}`).trim();
  return {
    animation: false,
    aria: { enabled: true, label: { description: says } },
    textStyle: { fontFamily: style.getPropertyValue('--mantine-font-family') },
    grid: { left: 0, right: 48, top: 0, bottom: 0, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: { type: 'value', show: false, min: 0, max: Math.max(...stages.map(({ count }) => count), 1) },
    yAxis: {
      type: 'category',
      inverse: true,
      data: stages.map(({ name }) => name),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: color('text'), width: NAME_WIDTH_PX, overflow: 'break', lineHeight: 16, margin: 12 },
    },
    series: [
      {
        type: 'bar',
        barMaxWidth: 28,
        itemStyle: { color: color('iris-6'), borderRadius: 3 },
        label: { show: true, position: 'right', distance: 8, color: color('text') },
        emphasis: { itemStyle: { color: color('iris-7') } },
        data: stages.map(({ count }) => count),
      },
    ],
  };
}
