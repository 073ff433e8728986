// Edits of a cadence's draft. Each takes a file and gives another one; nobody may change a file in place, as undo holds on
// to every one. Whether the result makes sense is core's to say.
import type { CadenceFile, FileFollowUp, FileTrigger } from '#core/cadence/file.ts';
import { type Channel, channels } from '#core/cadence/response.ts';
import { defaultTrigger, fitsChannel, freeId } from '#web/features/cadences/builder/new-follow-up.ts';

type Siblings = readonly FileFollowUp[];

/** All of them, each before those that follow it. */
export function allFollowUps(file: CadenceFile): FileFollowUp[] {
  return file.followUps.flatMap(branchOf);
}

/** A follow-up and everything that comes after it. */
export function branchOf(followUp: FileFollowUp): FileFollowUp[] {
  return [followUp, ...childrenOf(followUp).flatMap(branchOf)];
}

export function childrenOf(followUp: FileFollowUp): Siblings {
  return followUp.then ?? [];
}

export function findFollowUp(file: CadenceFile, id: string): FileFollowUp | null {
  return allFollowUps(file).find((one) => one.id === id) ?? null;
}

/** Null: it is a first follow-up. */
export function parentOf(file: CadenceFile, id: string): FileFollowUp | null {
  return allFollowUps(file).find((one) => childrenOf(one).some((child) => child.id === id)) ?? null;
}

/** Itself among them. */
export function siblingsOf(file: CadenceFile, id: string): Siblings {
  const parent = parentOf(file, id);
  return parent === null ? file.followUps : childrenOf(parent);
}

export function channelOf(followUp: FileFollowUp): Channel {
  return channels.find((channel) => followUp[channel] !== undefined) ?? 'call';
}

export function addFirst(file: CadenceFile, followUp: FileFollowUp): CadenceFile {
  return { ...file, followUps: [...file.followUps, followUp] };
}

export function addAfter(file: CadenceFile, parent: string, followUp: FileFollowUp): CadenceFile {
  return changeFollowUp(file, parent, (one) => withChildren(one, [...childrenOf(one), followUp]));
}

/** Between a follow-up and what it came after: the added one takes over its trigger. */
export function insertAbove(file: CadenceFile, id: string, followUp: FileFollowUp): CadenceFile {
  return changeSiblings(file, id, (siblings) =>
    siblings.map((below) => {
      if (below.id !== id) return below;
      const { when } = below;
      const added = when === undefined ? followUp : { ...followUp, when };
      return withChildren(added, [startedBy(below, [defaultTrigger(channelOf(followUp))])]);
    }),
  );
}

/** With everything that comes after it. Rules that look at one of these go with them. */
export function removeFollowUp(file: CadenceFile, id: string): CadenceFile {
  const removed = findFollowUp(file, id);
  if (removed === null) return file;
  const gone = new Set(branchOf(removed).map((one) => one.id));
  const rest = changeSiblings(file, id, (siblings) => siblings.filter((one) => one.id !== id));
  if (rest.unenroll === undefined) return rest;
  return { ...rest, unenroll: rest.unenroll.filter(({ followUp }) => followUp === undefined || !gone.has(followUp)) };
}

export function changeFollowUp(
  file: CadenceFile,
  id: string,
  change: (followUp: FileFollowUp) => FileFollowUp,
): CadenceFile {
  return changeSiblings(file, id, (siblings) => siblings.map((one) => (one.id === id ? change(one) : one)));
}

/** A copy of the whole branch beside it; `taken` are ids that can't be given. The copy's own id comes back with it. */
export function duplicateFollowUp(
  file: CadenceFile,
  id: string,
  taken: ReadonlySet<string>,
): { readonly file: CadenceFile; readonly copy: string } {
  const ids = new Set([...taken, ...allFollowUps(file).map((one) => one.id)]);
  const copyOf = (followUp: FileFollowUp): FileFollowUp => {
    const free = freeId(ids, channelOf(followUp));
    ids.add(free);
    return withChildren({ ...followUp, id: free }, childrenOf(followUp).map(copyOf));
  };
  let copy = id;
  const changed = changeSiblings(file, id, (siblings) =>
    siblings.flatMap((one) => {
      if (one.id !== id) return [one];
      const made = copyOf(one);
      copy = made.id;
      return [one, made];
    }),
  );
  return { file: changed, copy };
}

/** To the end of what follows another one, or of the first ones (null). Triggers that can't be there are replaced. */
export function moveFollowUp(file: CadenceFile, id: string, parent: string | null): CadenceFile {
  const moved = findFollowUp(file, id);
  if (moved === null || !mayComeAfter(file, id, parent)) return file;
  const rest = changeSiblings(file, id, (siblings) => siblings.filter((one) => one.id !== id));
  if (parent === null) return addFirst(rest, startedBy(moved, []));
  const channel = channelOf(findFollowUp(rest, parent) ?? moved);
  const fitting = (moved.when ?? []).filter((trigger) => fitsChannel(trigger, channel));
  return addAfter(rest, parent, startedBy(moved, fitting.length === 0 ? [defaultTrigger(channel)] : fitting));
}

/** A follow-up can't come after itself nor after what comes after it. */
export function mayComeAfter(file: CadenceFile, id: string, parent: string | null): boolean {
  const moved = findFollowUp(file, id);
  return moved !== null && branchOf(moved).every((one) => one.id !== parent);
}

/** Among those beside it: -1 towards the front. */
export function shiftFollowUp(file: CadenceFile, id: string, by: -1 | 1): CadenceFile {
  return changeSiblings(file, id, (siblings) => {
    const from = siblings.findIndex((one) => one.id === id);
    const other = siblings[from + by];
    const moved = siblings[from];
    if (other === undefined || moved === undefined) return siblings;
    return siblings.map((one) => (one === moved ? other : one === other ? moved : one));
  });
}

/** Applies the change to the list in which that follow-up stands. */
function changeSiblings(file: CadenceFile, id: string, change: (siblings: Siblings) => Siblings): CadenceFile {
  const changeIn = (siblings: Siblings): Siblings => {
    if (siblings.some((one) => one.id === id)) return change(siblings);
    return siblings.map((one) => {
      const isInside = branchOf(one).some((below) => below.id === id);
      return isInside ? withChildren(one, changeIn(childrenOf(one))) : one;
    });
  };
  return { ...file, followUps: changeIn(file.followUps) };
}

function withChildren(followUp: FileFollowUp, children: Siblings): FileFollowUp {
  const { then: _, ...own } = followUp;
  return children.length === 0 ? own : { ...own, then: children };
}

function startedBy(followUp: FileFollowUp, when: readonly FileTrigger[]): FileFollowUp {
  const { when: _, ...own } = followUp;
  return when.length === 0 ? own : { ...own, when };
}

export type Direction = 'up' | 'down' | 'left' | 'right';

/** The follow-up that lies there on the canvas: before it, after it, or beside it at the same depth. */
export function neighbourOf(file: CadenceFile, id: string, direction: Direction): FileFollowUp | null {
  if (direction === 'up') return parentOf(file, id);
  const followUp = findFollowUp(file, id);
  if (direction === 'down') return followUp === null ? null : (childrenOf(followUp)[0] ?? null);
  for (let row = file.followUps; row.length > 0; row = row.flatMap(childrenOf)) {
    const at = row.findIndex((one) => one.id === id);
    if (at >= 0) return row[at + (direction === 'left' ? -1 : 1)] ?? null;
  }
  return null;
}
