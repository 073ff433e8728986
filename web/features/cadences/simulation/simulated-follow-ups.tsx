import { Text } from '@mantine/core';
import { wordOf } from '#contract/history-words.ts';
import type { Result } from '#web/features/cadences/simulation/result.ts';
import { simulationWords } from '#web/features/cadences/simulation/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import sheet from '#web/ui/sheet.module.css';

type FollowUp = Result['followUps'][number];

/** Each follow-up under the one that it comes after; who never gets one is told why. */
export function SimulatedFollowUps({ result: { followUps } }: { readonly result: Result }) {
  const { t } = useWords(simulationWords);
  return (
    <div className={sheet['wide']}>
      <table className={sheet['table']}>
        <thead>
          <tr>
            <th>{t('followUp')}</th>
            <th data-number>{t('reached')}</th>
            <th data-number>{t('carriedOut')}</th>
            <th data-number>{t('notPossible')}</th>
            <th>{t('answers')}</th>
            <th>{t('answersFrom')}</th>
          </tr>
        </thead>
        <tbody>
          {followUps.map((one) => (
            <Row key={one.followUp} one={one} depth={depthOf(one.parent, followUps)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function depthOf(parent: string | null, all: readonly FollowUp[]): number {
  const found = all.find(({ followUp }) => followUp === parent);
  return found === undefined ? 0 : 1 + depthOf(found.parent, all);
}

function Row({ one, depth }: { readonly one: FollowUp; readonly depth: number }) {
  const { t } = useWords(simulationWords);
  const { number } = useFormat();
  const impossible = [one.suppressed, one.skipped, one.failed].flatMap((counts) => Object.values(counts));
  return (
    <tr>
      <th scope="row" style={{ paddingInlineStart: `${depth * 1.25}rem` }}>
        {t(one.channel)} · {one.title}
        {one.never === null ? null : (
          <Text size="xs" c="orange">
            {one.never.sentence}
          </Text>
        )}
      </th>
      <td data-number>{number(one.reached)}</td>
      <td data-number>{number(one.times)}</td>
      <td data-number>{number(impossible.reduce((sum, count) => sum + count, 0))}</td>
      <td>
        <Answers responses={one.responses} />
      </td>
      <td>{t(one.answering.source)}</td>
    </tr>
  );
}

/** That it was carried out is said already. */
const BEGINNINGS: readonly string[] = ['sent', 'scheduled', 'not_started'];

function Answers({ responses }: Pick<FollowUp, 'responses'>) {
  const { number, list } = useFormat();
  const { language } = useWords(simulationWords);
  const given = Object.entries(responses).filter(([response]) => !BEGINNINGS.includes(response));
  return list(given.map(([response, count]) => `${number(count)} ${wordOf(response, language)}`));
}
