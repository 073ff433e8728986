import { describe, expect, it } from 'vitest';
import type { CadenceFile } from '#core/cadence/file.ts';
import {
  addAfter,
  addFirst,
  allFollowUps,
  changeFollowUp,
  duplicateFollowUp,
  findFollowUp,
  insertAbove,
  mayComeAfter,
  moveFollowUp,
  neighbourOf,
  parentOf,
  removeFollowUp,
  shiftFollowUp,
  siblingsOf,
} from '#web/features/cadences/builder/draft.ts';
import { drawingOf, START } from '#web/features/cadences/builder/canvas/layout.ts';
import { changed, historyOf, redone, undone } from '#web/features/cadences/builder/history.ts';
import {
  fitsChannel,
  freeId,
  kindOfTrigger,
  newFollowUp,
  probableTrigger,
  takenIds,
} from '#web/features/cadences/builder/new-follow-up.ts';

/** welcome ─ opened → call ─ completed → note; welcome ─ not opened → reminder; beside it the first task. */
const file: CadenceFile = {
  name: 'Welcome',
  module: 'leads',
  audience: 'manual',
  followUps: [
    {
      id: 'welcome',
      email: { to: 'email', template: 'Welcome' },
      then: [
        {
          id: 'call',
          when: ['opened'],
          call: { subject: 'Call', startsAfter: { days: 1 } },
          then: [{ id: 'note', when: ['completed'], task: { subject: 'Note' } }],
        },
        {
          id: 'reminder',
          when: [{ not: 'opened', within: { days: 3 } }],
          email: { to: 'email', template: 'Reminder' },
        },
      ],
    },
    { id: 'task', task: { subject: 'Look at the web site' } },
  ],
  unenroll: [
    { id: 'done', call: ['completed'], followUp: 'call' },
    { id: 'replied', email: ['replied'] },
  ],
};

const ids = (of: CadenceFile) => allFollowUps(of).map(({ id }) => id);

const to = { email: 'email', phone: 'mobile' };

describe('a draft', () => {
  it('C-3: takes first follow-ups, and others after any', () => {
    const more = addAfter(addFirst(file, newFollowUp('email', 'email', to)), 'note', {
      ...newFollowUp('task-2', 'task', to),
      when: ['completed'],
    });
    expect(ids(more)).toEqual(['welcome', 'call', 'note', 'task-2', 'reminder', 'task', 'email']);
    expect(parentOf(more, 'task-2')?.id).toBe('note');
    expect(ids(file)).toEqual(['welcome', 'call', 'note', 'reminder', 'task']);
  });

  it('takes one in between, which takes over the trigger', () => {
    const more = insertAbove(file, 'call', newFollowUp('email', 'email', to));
    expect(findFollowUp(more, 'email')?.when).toEqual(['opened']);
    expect(parentOf(more, 'call')?.id).toBe('email');
    expect(findFollowUp(more, 'call')?.when).toEqual(['sent']);
    expect(siblingsOf(more, 'email').map(({ id }) => id)).toEqual(['email', 'reminder']);
    const first = insertAbove(file, 'task', newFollowUp('call-2', 'call', to));
    expect(findFollowUp(first, 'call-2')).not.toHaveProperty('when');
    expect(findFollowUp(first, 'task')?.when).toEqual(['completed']);
  });

  it('loses a follow-up with its branch, and the rules about it', () => {
    const less = removeFollowUp(file, 'call');
    expect(ids(less)).toEqual(['welcome', 'reminder', 'task']);
    expect(less.unenroll?.map(({ id }) => id)).toEqual(['replied']);
    expect(removeFollowUp(file, 'nobody')).toBe(file);
    expect(findFollowUp(removeFollowUp(less, 'reminder'), 'welcome')).not.toHaveProperty('then');
  });

  it('gets a copy of a branch under ids of its own', () => {
    const { file: more, copy } = duplicateFollowUp(file, 'call', new Set(['call-2']));
    expect(copy).toBe('call-3');
    expect(ids(more)).toEqual(['welcome', 'call', 'note', 'call-3', 'task-2', 'reminder', 'task']);
    expect(findFollowUp(more, 'call-3')?.when).toEqual(['opened']);
  });

  it('lets a branch move elsewhere; triggers that fit nothing there are replaced', () => {
    const fits = moveFollowUp(file, 'call', 'reminder');
    expect(parentOf(fits, 'call')?.id).toBe('reminder');
    expect(findFollowUp(fits, 'call')?.when).toEqual(['opened']);
    const replaced = moveFollowUp(file, 'reminder', 'task');
    expect(findFollowUp(replaced, 'reminder')?.when).toEqual(['completed']);
    const first = moveFollowUp(file, 'call', null);
    expect(ids(first)).toEqual(['welcome', 'reminder', 'task', 'call', 'note']);
    expect(findFollowUp(first, 'call')).not.toHaveProperty('when');
    expect(mayComeAfter(file, 'welcome', 'note')).toBe(false);
    expect(moveFollowUp(file, 'welcome', 'note')).toBe(file);
  });

  it('changes the order of those side by side', () => {
    expect(siblingsOf(shiftFollowUp(file, 'call', 1), 'call').map(({ id }) => id)).toEqual(['reminder', 'call']);
    expect(siblingsOf(shiftFollowUp(file, 'call', -1), 'call').map(({ id }) => id)).toEqual(['call', 'reminder']);
  });

  it('is walked up, down and sideways', () => {
    const walk = (from: string, ...way: Parameters<typeof neighbourOf>[2][]) =>
      way.reduce<string | undefined>((id, step) => neighbourOf(file, id ?? '', step)?.id, from);
    expect(walk('welcome', 'down', 'right')).toBe('reminder');
    expect(walk('note', 'up', 'up', 'right')).toBe('task');
    expect(walk('reminder', 'left')).toBe('call');
    expect(walk('welcome', 'up')).toBeUndefined();
    expect(walk('note', 'down')).toBeUndefined();
  });

  it('changes one follow-up and leaves the others as they are', () => {
    const other = changeFollowUp(file, 'note', (one) => ({ ...one, delay: { days: 2 } }));
    expect(findFollowUp(other, 'note')?.delay).toEqual({ days: 2 });
    expect(findFollowUp(other, 'reminder')).toBe(findFollowUp(file, 'reminder'));
  });
});

describe('the drawing', () => {
  it('stands top to bottom, side by side in the order of the draft', () => {
    const { nodes, edges } = drawingOf(file);
    const at = (id: string) => nodes.find((one) => one.id === id) ?? { x: Number.NaN, y: Number.NaN };
    expect(at(START).y).toBeLessThan(at('welcome').y);
    expect(at('call').y).toBe(at('reminder').y);
    expect(at('call').x).toBeLessThan(at('reminder').x);
    expect(at('welcome').x).toBeLessThan(at('task').x);
    expect(edges.map(({ from, to }) => `${from} ${to?.id}`)).toContain('call note');
    expect(drawingOf({ ...file, followUps: [] }).edges).toEqual([{ from: START, to: null }]);
  });
});

describe('a new follow-up', () => {
  it('has an id that neither the draft nor what runs has', () => {
    const taken = takenIds(file, { ...file, followUps: [newFollowUp('call-2', 'call', to)] });
    expect([freeId(taken, 'call'), freeId(taken, 'email'), freeId(taken, 'task')]).toEqual([
      'call-3',
      'email',
      'task-2',
    ]);
    expect(takenIds(null)).toEqual(new Set());
  });

  it('C-8: is started by a response that starts none of the others', () => {
    const [welcome] = file.followUps;
    if (welcome === undefined) throw new Error('the file has it');
    expect(probableTrigger(welcome, 'email')).toBe('clicked');
    expect(kindOfTrigger(probableTrigger({ id: 'x', task: { subject: '' } }, 'task'))).toBe('completed');
    expect(probableTrigger({ id: 'x', email: { to: 'email', template: '' } }, 'email')).toEqual({
      not: 'opened',
      within: { days: 3 },
    });
  });

  it('C-7: fits only what its parent can answer', () => {
    expect(fitsChannel({ result: 'busy' }, 'call')).toBe(true);
    expect(fitsChannel({ link: 'https://example.invalid' }, 'task')).toBe(false);
    expect(fitsChannel('completed', 'email')).toBe(false);
  });
});

describe('undo', () => {
  it('goes back and forth; writing one text is one step', () => {
    let history = historyOf('');
    for (const text of ['C', 'Ca', 'Call']) history = changed(history, text, 'subject');
    history = changed(history, 'Call Ada', 'owner');
    expect(undone(history).now).toBe('Call');
    expect(undone(undone(history)).now).toBe('');
    expect(undone(undone(undone(history))).now).toBe('');
    expect(redone(undone(history)).now).toBe('Call Ada');
    expect(redone(history)).toBe(history);
    expect(changed(undone(history), 'Other', null).future).toEqual([]);
    expect(changed(history, 'Call Ada', null)).toBe(history);
  });
});
