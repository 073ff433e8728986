// Cadences for simulations: those of the generated tests, with templates of which one can't be rendered for everybody, and
// edited now and then.
import fc from 'fast-check';
import type { CadenceFile, FileFollowUp } from '#core/cadence/file.ts';
import { runnable } from '#test/cadence-generators.ts';
import type { Random } from './random.ts';

export const VIEW = 'In Ghana';

export function madeUpCadence(random: Random, name: string): CadenceFile {
  // Of several the one in which most can happen.
  const files = fc.sample(runnable, { seed: random.below(2 ** 31), numRuns: 4 }).map(known);
  const [file] = files.sort((a, b) => liveliness(b) - liveliness(a));
  if (file === undefined) throw new Error('no cadence');
  const unenroll = [...(file.unenroll ?? [])];
  if (random.chance(0.3)) unenroll.push({ id: 'lost', record: { field: 'lead_status', is: 'Not interested' } });
  const isOfView = random.chance(0.3);
  if (isOfView && random.chance(0.7)) unenroll.push({ id: 'left', leftView: true });
  return {
    ...file,
    name,
    unenroll,
    audience: isOfView ? { view: VIEW, manualToo: true } : 'manual',
    templates: templatesOf(file.followUps, random.chance(0.3)),
  };
}

/** As much of a cadence as the reference model knows. */
function known({ followUps, unenroll, responseWindowDays, name, module, audience }: CadenceFile): CadenceFile {
  const file = { name, module, audience, followUps: followUps.map(knownFollowUp) };
  return { ...file, ...(unenroll && { unenroll }), ...(responseWindowDays && { responseWindowDays }) };
}

function knownFollowUp(followUp: FileFollowUp): FileFollowUp {
  const { id, when, delay, branching, onlyIf, repeat, email, task, call, then = [] } = followUp;
  const { businessHours, businessDays, ...calendar } = delay ?? {};
  const isCalendar = delay !== undefined && (businessHours ?? businessDays) === undefined;
  const whens = when?.map((one) => (typeof one === 'object' && 'until' in one ? WAITED_FOR : one));
  return {
    ...{ id, then: then.map(knownFollowUp) },
    ...(whens && { when: whens }),
    ...(isCalendar && { delay: calendar }),
    ...(branching && { branching }),
    ...(onlyIf && { onlyIf }),
    ...(repeat && { repeat }),
    ...(email ? { email } : task ? { task } : call && { call }),
  };
}

const WAITED_FOR = { not: 'clicked', within: { days: 2 } } as const;

/** Follow-ups that wait for what people do with a mail. */
function liveliness({ followUps, unenroll = [] }: CadenceFile): number {
  const below = flat(followUps).flatMap(({ email, then = [] }) => (email === undefined ? [] : then));
  const keepsOut = unenroll.some(({ dateField }) => (dateField?.offsetDays ?? 1) < 1);
  return keepsOut ? -1 : Math.min(below.length, 6);
}

function templatesOf(followUps: readonly FileFollowUp[], isPoisoned: boolean): NonNullable<CadenceFile['templates']> {
  const names = [...new Set(flat(followUps).flatMap(({ email }) => (email === undefined ? [] : [email.template])))];
  const letter = (name: string, i: number) => {
    const greeted = isPoisoned && i === 0 ? '{{ record.first_name }}' : '{{ record.last_name }}';
    return [name, { subject: 'News', html: `<p>Hello ${greeted}</p>` }] as const;
  };
  return Object.fromEntries(names.map(letter));
}

function flat(followUps: readonly FileFollowUp[]): FileFollowUp[] {
  return followUps.flatMap((one) => [one, ...flat(one.then ?? [])]);
}

/** One follow-up timed otherwise, removed or added: what is edited stops those who are scheduled on it (C-55). */
export function edited(file: CadenceFile, random: Random, added: string): CadenceFile {
  const victim = random.pick(flat(file.followUps)).id;
  const how = random.pick(['delay', 'remove', 'add', 'description'] as const);
  if (how === 'description') return { ...file, description: added };
  const change = (one: FileFollowUp): FileFollowUp[] => {
    if (one.id === victim && how === 'remove') return [];
    const then = (one.then ?? []).flatMap(change);
    if (one.id !== victim) return [{ ...one, then }];
    if (how === 'delay') return [{ ...one, then, delay: { hours: random.between(1, 60) } }];
    return [{ ...one, then: [...then, childOf(one, added)] }];
  };
  const followUps = file.followUps.flatMap(change);
  const ids = new Set(flat(followUps).map(({ id }) => id));
  const unenroll = (file.unenroll ?? []).filter(({ followUp }) => followUp === undefined || ids.has(followUp));
  return followUps.length === 0 ? file : { ...file, followUps, unenroll };
}

function childOf({ email, task }: FileFollowUp, id: string): FileFollowUp {
  const when = email ? ['opened' as const] : task ? ['in_progress' as const] : ['completed' as const];
  return { id, when, delay: { hours: 5 }, task: { subject: 'Added later' } };
}
