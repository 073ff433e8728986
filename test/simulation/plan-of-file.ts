// Reads a cadence file, which is what people write, as the reference model knows cadences.
import type { CadenceFile, FileFollowUp, FileTrigger } from '#core/cadence/file.ts';
import { type Condition, type Plan, type PlannedStep, rankOf, type Start } from './model/plan.ts';

export function planOf(file: CadenceFile, version: number, numbers: ReadonlyMap<string, number>): Plan {
  const steps: PlannedStep[] = [];
  const add = ({ then = [], ...own }: FileFollowUp, parent: PlannedStep | null): void => {
    const { id, email, task, when = [], delay = null, branching, onlyIf, repeat } = own;
    const step: PlannedStep = {
      ...{ id, number: numbers.get(id) ?? 0, parent, children: [], delay, takesAll: branching === 'all' },
      repeat: repeat === undefined ? null : { ...repeat, until: (repeat.until ?? []).map(String) },
      condition: onlyIf === undefined ? null : conditionOf(onlyIf),
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

function conditionOf({ record, waitFor }: NonNullable<FileFollowUp['onlyIf']>): Condition {
  const { field, is } = record as { readonly field?: string; readonly is?: unknown };
  if (field !== 'lead_status' || typeof is !== 'string')
    throw new Error('the model knows conditions on the status only');
  return { leadStatus: is, waitFor: waitFor ?? null };
}

function startOf(when: FileTrigger, isOfMail: boolean): Start {
  if (typeof when === 'string') return { name: when, rank: isOfMail ? rankOf(when) : 0, absence: null };
  if ('link' in when) return { name: `link:${when.link}`, rank: rankOf('clicked'), absence: null };
  if ('result' in when) return { name: `result:${when.result}`, rank: 0, absence: null };
  const name = `not_${when.not}`;
  if (when.within === undefined || when.not === 'read')
    throw new Error('the model knows neither times by a field nor WhatsApp yet');
  return { name, rank: rankOf(name), absence: { of: when.not, within: when.within } };
}
