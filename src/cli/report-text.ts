// A cadence's figures as text: the funnel of its follow-ups, how rounds ended, the states.
import type { CadenceReport, FollowUpFigures } from '#actions/reports/cadence-report.ts';
import { table } from '#cli/table.ts';
import { wordOf } from '#contract/history-words.ts';

export function reportText(report: CadenceReport): string {
  const { name, enrolled, states, unenrolledByRule, reasons, goalMet } = report;
  const parts = [
    `${name}: ${enrolled.toLocaleString('en')} enrolled, ${goalMet.toLocaleString('en')} met the goal.`,
    '',
    funnel(report),
  ];
  const counted = Object.entries(states).filter(([, count]) => count > 0);
  if (counted.length > 0) parts.push('', table(['State', 'Enrollments'], counted));
  const rules = unenrolledByRule.map(
    ({ rule, goal, enrollments }) => [goal ? `${rule} (goal)` : rule, enrollments] as const,
  );
  if (rules.length > 0) parts.push('', table(['Unenrolled by rule', 'Enrollments'], rules));
  const others = Object.entries(reasons).map(([reason, count]) => [inWords(reason), count] as const);
  if (others.length > 0) parts.push('', table(['Other reasons', 'Enrollments'], others));
  return parts.join('\n');
}

/** 'stopped: republished' → the reason in words. */
function inWords(key: string): string {
  const [status = '', reason = ''] = key.split(': ');
  return `${status}: ${wordOf(reason, 'en')}`;
}

/** Children stand under their parent; columns that hold nothing are left out. */
function funnel({ followUps }: CadenceReport): string {
  const depth = (parent: string | null): number => {
    const found = followUps.find(({ followUp }) => followUp === parent);
    return found === undefined ? 0 : 1 + depth(found.parent);
  };
  const fixed = ['executed', 'suppressed', 'cancelled', 'failed', 'needsReview'] as const;
  const kept = fixed.filter((key) => key === 'executed' || followUps.some((one) => one[key] > 0));
  const rows = followUps.map((one) => [
    `${'  '.repeat(depth(one.parent))}${one.followUp}`,
    one.channel,
    one.reached,
    ...kept.map((key) => one[key]),
    responsesIn(one.responses),
  ]);
  return table(['Follow-up', 'Channel', 'Reached', ...kept.map((key) => heads[key]), 'Responses'], rows);
}

/** That it was carried out is said already. */
const BEGINNINGS = ['sent', 'scheduled', 'not_started'];

/** The most frequent first. */
function responsesIn(responses: FollowUpFigures['responses']): string {
  const given = Object.entries(responses).filter(([response]) => !BEGINNINGS.includes(response));
  const sorted = given.sort(([, a], [, b]) => b.unique - a.unique);
  return sorted
    .map(([response, { unique, total }]) => {
      const times = total > unique ? ` (${total.toLocaleString('en')} times)` : '';
      return `${unique.toLocaleString('en')} ${nameOf(response)}${times}`;
    })
    .join(', ');
}

function nameOf(response: string): string {
  if (response.startsWith('link:')) return `clicked ${response.slice('link:'.length)}`;
  return wordOf(response.replace(/^result:/, ''), 'en').replaceAll('_', ' ');
}

const heads = {
  executed: 'Executed',
  suppressed: 'Held back',
  cancelled: 'Cancelled',
  failed: 'Failed',
  needsReview: 'In doubt',
} as const;
