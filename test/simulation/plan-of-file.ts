// Reads a cadence file, which is what people write, as the reference model knows cadences.
import type { CadenceFile, FileFollowUp, FileTrigger } from '#core/cadence/file.ts';
import { type Plan, type PlannedStep, rankOf, type Start } from './model/plan.ts';

export function planOf(file: CadenceFile, version: number, numbers: ReadonlyMap<string, number>): Plan {
  const steps: PlannedStep[] = [];
  const add = ({ then = [], ...own }: FileFollowUp, parent: PlannedStep | null): void => {
    const { id, email, task, when = [], delay = null, branching } = own;
    const step: PlannedStep = {
      ...{ id, number: numbers.get(id) ?? 0, parent, children: [], delay, takesAll: branching === 'all' },
      channel: email ? 'email' : task ? 'task' : 'call',
      starts: when.map((one) => startOf(one, parent?.channel === 'email')),
      essence: JSON.stringify([parent?.id, Object.entries(own).sort(([a], [b]) => (a < b ? -1 : 1))]),
    };
    steps.push(step);
    parent?.children.push(step);
    for (const child of then) add(child, step);
  };
  for (const root of file.followUps) add(root, null);
  return { version, steps, rules: file.unenroll ?? [], windowDays: file.responseWindowDays ?? 30 };
}

function startOf(when: FileTrigger, isOfMail: boolean): Start {
  if (typeof when === 'string') return { name: when, rank: isOfMail ? rankOf(when) : 0, absence: null };
  if ('link' in when) return { name: `link:${when.link}`, rank: rankOf('clicked'), absence: null };
  if ('result' in when) return { name: `result:${when.result}`, rank: 0, absence: null };
  const name = `not_${when.not}`;
  if (when.within === undefined) throw new Error('the model does not know times by a field yet');
  return { name, rank: rankOf(name), absence: { of: when.not, within: when.within } };
}
