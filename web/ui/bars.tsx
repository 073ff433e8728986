// Bars by ECharts, of which only what they need is loaded.
import { useComputedColorScheme } from '@mantine/core';
import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent } from 'echarts/components';
import { type EChartsCoreOption, type EChartsType, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useEffectEvent, useRef } from 'react';

use([BarChart, GridComponent, AriaComponent, LegendComponent, SVGRenderer]);

type BarsProps = {
  /** What the picture shows, in words. */
  readonly says: string;
  readonly height: string;
  /** Axes and series, in the colours of the theme that is on now: 'text', 'iris-6' … */
  readonly draw: (color: (name: string) => string) => EChartsCoreOption;
  readonly onOpen?: (index: number) => void;
};

export function Bars({ says, height, draw, onOpen }: BarsProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const scheme = useComputedColorScheme();
  const open = useEffectEvent((index: number) => onOpen?.(index));
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
    const style = getComputedStyle(document.documentElement);
    const picture = {
      animation: false,
      aria: { enabled: true, label: { description: says } },
      textStyle: { fontFamily: style.getPropertyValue('--mantine-font-family') },
      ...draw((name) => style.getPropertyValue(`--mantine-color-${name}`).trim()),
    };
    chart.current?.setOption(picture, true);
  });
  return <div ref={box} role="img" aria-label={says} data-scheme={scheme} style={{ height }} />;
}
