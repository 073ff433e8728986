// What a web form is to be, while somebody writes it.
import type { ApiProblem } from '#contract/client/problem.ts';
import { type FormField, type FormSettings, isAskable } from '#core/web-forms/web-form.ts';
import type { Answer } from '#web/api/call.ts';
import type { Language } from '#contract/errors.ts';
import type { Field, Module } from '#web/features/records/module.ts';

export type WebForm = Answer<'listWebForms'>['items'][number];
/** `owner`: an id; null: nobody is chosen. */
export type FormWish = FormSettings & { readonly owner: string | null };

type Fields = Module['fields'];

/** What most forms begin with, as far as leads have it. */
const usual = ['last_name', 'first_name', 'email', 'company'];

export function askableOf(fields: Fields): readonly Field[] {
  return fields.filter((field) => isAskable(field));
}

/** No lead is saved without it. */
export function isMust(field: Field): boolean {
  return field.required && isAskable(field) && field.default === null;
}

export function newWish(fields: Fields, { language, owner }: { language: Language; owner: string }): FormWish {
  const known = usual.filter((key) => askableOf(fields).some((field) => field.key === key));
  return {
    ...{ name: '', language, thanks: '', returnUrl: null, sites: [], reviewed: false, confirmed: false, active: true },
    fields: withMust(
      known.map((key) => ({ field: key, required: key === 'email' })),
      fields,
    ),
    owner,
  };
}

/** As it is; what leads can't be saved without by now is asked too. */
export function wishOf(form: WebForm, fields: Fields): FormWish {
  const { owner } = form;
  const settings = settingsOf(form);
  return { ...settings, fields: withMust(settings.fields, fields), owner: owner.active ? owner.id : null };
}

/** As the API takes it. */
export function settingsOf(form: WebForm) {
  const { name, language, fields, thanks, returnUrl, sites, reviewed, confirmed, active, owner } = form;
  return { name, language, fields, thanks, returnUrl, sites, reviewed, confirmed, active, owner: owner.id };
}

function withMust(asked: readonly FormField[], fields: Fields): readonly FormField[] {
  const isRequired = (key: string) => fields.some((field) => field.key === key && field.required);
  const missing = fields.filter((field) => isMust(field) && !asked.some((one) => one.field === field.key));
  return [
    ...asked.map(({ field, required }) => ({ field, required: required || isRequired(field) })),
    ...missing.map(({ key }) => ({ field: key, required: true })),
  ];
}

export function moved(asked: readonly FormField[], from: number, to: number): readonly FormField[] {
  const one = asked[from];
  if (one === undefined) return asked;
  return asked.filter((_, place) => place !== from).toSpliced(to, 0, one);
}

type Spot = keyof FormWish | 'whole';

const spots: { readonly [Code in string]?: Spot } = {
  web_form_field_not_askable: 'fields',
  web_form_field_missing: 'fields',
  web_form_address_missing: 'confirmed',
  web_form_site_not_valid: 'sites',
  web_form_return_not_valid: 'returnUrl',
  web_form_owner_unknown: 'owner',
};
const written: readonly Spot[] = ['name', 'fields', 'owner', 'thanks', 'returnUrl', 'sites'];

/** Where a "no" shows, and what it says there. */
export function faultsOf(problem: ApiProblem | null): { readonly [At in Spot]?: string } {
  if (problem === null) return {};
  const within = problem.errors.flatMap(({ path, message }) => {
    const spot = written.find((one) => path === `body.${one}` || path.startsWith(`body.${one}.`));
    return spot === undefined ? [] : [[spot, message] as const];
  });
  if (within.length > 0) return Object.fromEntries(within);
  return { [spots[problem.code] ?? 'whole']: problem.message };
}
