// How far people come, a bar for each stage. Bars rather than the shape of a funnel: branches make later stages larger than
// earlier ones, and names of follow-ups are long.
import { Bars } from '#web/ui/bars.tsx';

type FunnelChartProps = {
  readonly stages: readonly { readonly name: string; readonly count: number }[];
  /** What the picture shows, in words. */
  readonly says: string;
  readonly onOpen: (index: number) => void;
};

const STAGE_REM = 2.75;
const NAME_WIDTH_PX = 220;

export function FunnelChart({ stages, says, onOpen }: FunnelChartProps) {
  return (
    <Bars
      says={says}
      height={`max(12rem, ${stages.length * STAGE_REM}rem)`}
      onOpen={onOpen}
      draw={(color) => ({
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
      })}
    />
  );
}
