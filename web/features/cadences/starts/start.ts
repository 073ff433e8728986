// Cadences to start from: the tree, rules and letters of a usual case, in the reader's language, to be changed at will.
import type { CadenceFile, FileTemplate } from '#core/cadence/file.ts';

/** Without what the dialog asks for. */
export type StartFile = Pick<CadenceFile, 'followUps' | 'unenroll'> & {
  readonly templates: Readonly<Record<string, FileTemplate>>;
};

export type Start = {
  readonly key: string;
  /** What it is called, and what it does, in a line. */
  readonly title: string;
  readonly text: string;
  readonly file: StartFile;
};

/** The letter with a link to unsubscribe, as paragraphs. */
export function letter(...paragraphs: readonly string[]): string {
  return paragraphs.map((text) => `<p>${text}</p>`).join('\n');
}

/** Templates are shared by name: those of the start get names that no other one has. */
export function withOwnTemplates(start: StartFile, taken: ReadonlySet<string>): StartFile {
  const names = new Map(Object.keys(start.templates).map((name) => [name, freeName(name, taken)]));
  const nameOf = (name: string): string => names.get(name) ?? name;
  const rename = (followUps: CadenceFile['followUps']): CadenceFile['followUps'] =>
    followUps.map((one) => ({
      ...one,
      ...(one.email === undefined ? {} : { email: { ...one.email, template: nameOf(one.email.template) } }),
      ...(one.then === undefined ? {} : { then: rename(one.then) }),
    }));
  return {
    ...start,
    followUps: rename(start.followUps),
    templates: Object.fromEntries(Object.entries(start.templates).map(([name, one]) => [nameOf(name), one])),
  };
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name} ${number}`;
  return free;
}
