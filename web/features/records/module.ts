// A module as the API describes it, and what its records are called.
import type { Language } from '#contract/errors.ts';
import type { Answer } from '#web/api/call.ts';

export type Module = Answer<'getModule'>;
export type Field = Module['fields'][number];
export type ShownRecord = Answer<'getRecord'>;
export type Named = { readonly id: string; readonly name: string };

/** What the caller's profile lets them do to the records of a module. */
export function mayDo({ may }: Pick<Module, 'may'>, verb: Module['may'][number]): boolean {
  return may.includes(verb);
}

export type ModuleHead = Pick<Module, 'key' | 'label' | 'singular'>;

/** What texts need to speak of records: “Leads”, “3 leads”, “New lead”. */
export type Names = { readonly module: string; readonly records: string; readonly record: string };

export function namesOf({ label, singular }: ModuleHead, language: Language): Names {
  return {
    module: label[language],
    records: inSentence(label[language]),
    record: inSentence(singular[language]),
  };
}

/** “Site visits” → “site visits”; “NDAs” stays. */
function inSentence(name: string): string {
  return /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
