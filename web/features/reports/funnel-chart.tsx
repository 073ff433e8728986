// The picture of a funnel by ECharts, of which only what a funnel needs is loaded.
import { useComputedColorScheme } from '@mantine/core';
import { FunnelChart as FunnelSeries } from 'echarts/charts';
import { AriaComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useEffectEvent, useRef } from 'react';
import classes from '#web/features/reports/report-page.module.css';

use([FunnelSeries, AriaComponent, SVGRenderer]);

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
  return <div ref={box} role="img" aria-label={says} className={classes['chart']} />;
}

const SHADES = 5;

/** In the colours of the theme that is on now. */
function pictureOf(stages: FunnelChartProps['stages'], says: string) {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string) => style.getPropertyValue(`--mantine-color-${name}`).trim();
  return {
    animation: false,
    aria: { enabled: true, label: { description: says } },
    textStyle: { fontFamily: style.getPropertyValue('--mantine-font-family') },
    series: [
      {
        type: 'funnel',
        sort: 'none',
        left: '2%',
        width: '52%',
        top: 8,
        bottom: 8,
        min: 0,
        max: Math.max(...stages.map(({ count }) => count), 1),
        minSize: '1.5%',
        gap: 3,
        label: { position: 'right', color: color('text'), formatter: '{b}  {c}', overflow: 'truncate', width: 200 },
        labelLine: { length: 16, lineStyle: { color: color('dimmed') } },
        itemStyle: { borderWidth: 0 },
        emphasis: { label: { fontWeight: 'bold' } },
        data: stages.map(({ name, count }, index) => ({
          name,
          value: count,
          itemStyle: { color: color(`iris-${Math.max(7 - (index % SHADES), 3)}`) },
        })),
      },
    ],
  };
}
