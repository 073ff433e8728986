// What a simulation came to, as text: who gets what, how much a day, what waits, how the rounds end.
import { plain, table } from '#cli/table.ts';
import type { Language } from '#contract/errors.ts';
import { wordOf } from '#contract/history-words.ts';
import { sayEnd, sayLeftOut, sayNever } from '#contract/simulation-words.ts';
import type { SimulatedFollowUp, SimulationResult } from '#core/cadence/simulation-result.ts';

const words = {
  en: {
    head: '{enrolled} of {records} records taken in.',
    followUp: ['Follow-up', 'Channel', 'Reached', 'Carried out', 'Cancelled', 'Not possible', 'Responses'],
    volume: ['Day', 'Channel', 'Sender', 'Number'],
    holds: ['Waits because', 'Times', 'Records'],
    ends: ['On the last day', 'Records'],
    leftOut: ['Left out', 'Records'],
  },
  zh: {
    head: '{records} 条记录中纳入 {enrolled} 条。',
    followUp: ['跟进', '渠道', '到达', '执行', '取消', '无法执行', '操作'],
    volume: ['日期', '渠道', '发件地址', '数量'],
    holds: ['等待原因', '次数', '记录数'],
    ends: ['最后一天', '记录数'],
    leftOut: ['未纳入', '记录数'],
  },
} as const;

export function simulationText(result: SimulationResult, language: Language): string {
  const own = words[language];
  const { records, enrolled, leftOut, followUps, volumes, holds, ends } = result;
  const head = own.head
    .replace('{enrolled}', enrolled.toLocaleString('en'))
    .replace('{records}', records.toLocaleString('en'));
  const never = followUps.flatMap(({ followUp, never: why }) =>
    why === null ? [] : [`${followUp}: ${sayNever(why, language)}`],
  );
  const tables: readonly (readonly [readonly string[], readonly (readonly (string | number)[])[]])[] = [
    [own.followUp, followUps.map((one) => rowOf(one, followUps, language))],
    [own.volume, volumes.map(({ on, channel, sender, times }) => [on, channel, sender ?? '', times])],
    [own.holds, holds.map((one) => [wordOf(one.reason, language), one.times, one.records])],
    [own.ends, ends.map((one) => [sayEnd(one, language), one.records])],
    [own.leftOut, leftOut.map((one) => [sayLeftOut(one, language), one.records])],
  ];
  const drawn = tables.flatMap(([heads, rows]) => (rows.length === 0 ? [] : ['', table(heads, rows)]));
  return [head, ...drawn, ...(never.length === 0 ? [] : ['', ...never.map(plain)])].join('\n');
}

/** Children stand under their parent. */
function rowOf(one: SimulatedFollowUp, all: readonly SimulatedFollowUp[], language: Language): (string | number)[] {
  const depth = (parent: string | null): number => {
    const found = all.find(({ followUp }) => followUp === parent);
    return found === undefined ? 0 : 1 + depth(found.parent);
  };
  const impossible = [one.suppressed, one.skipped, one.failed].flatMap(Object.values<number>);
  const responses = Object.entries(one.responses).filter(([key]) => !BEGINNINGS.includes(key));
  return [
    `${'  '.repeat(depth(one.parent))}${one.followUp}`,
    one.channel,
    one.reached,
    one.carriedOut,
    one.cancelled,
    impossible.reduce((sum, count) => sum + count, 0),
    responses.map(([key, count]) => `${count.toLocaleString('en')} ${wordOf(key, language)}`).join(', '),
  ];
}

/** That it was carried out is said already. */
const BEGINNINGS = ['sent', 'scheduled', 'not_started'];
