import { describe, expect, it } from 'vitest';
import { ApiProblem } from '#contract/client/problem.ts';
import type { Field } from '#web/features/records/module.ts';
import { embedCode } from '#web/features/settings/web-forms/embed-code.ts';
import { faultsOf, moved, newWish, settingsOf, type WebForm, wishOf } from '#web/features/settings/web-forms/wish.ts';

function field(key: string, more: Partial<Field> = {}): Field {
  return {
    ...{ key, type: 'text', label: { en: key, zh: key }, required: false, system: true, readOnly: false },
    ...{ options: [], choices: [], sortable: true, help: null, default: null, unique: false, lengthMax: null },
    ...{ fractionDigits: null, tracked: true, target: null, numbering: null, formula: null },
    ...more,
  };
}

const fields = [
  field('last_name', { required: true }),
  field('email', { type: 'email' }),
  field('consent', { type: 'boolean', required: true }),
  field('rating', { type: 'pick_list', required: true, default: 'Warm' }),
  field('campaign', { type: 'lookup', required: true }),
];

const ada = { id: 'a', name: 'Ada', active: true };
const form: WebForm = {
  ...{ id: 'f', url: 'https://crm.example/f/o/k', owner: ada, createdBy: ada, createdAt: '', held: 0, taken: 0 },
  ...{ name: 'Demo', language: 'en', thanks: '', returnUrl: null, sites: [], reviewed: false, confirmed: false },
  active: true,
  fields: [
    { field: 'rating', required: false },
    { field: 'email', required: false },
  ],
};

describe('T25: what a web form is to be', () => {
  it('begins with what most forms ask, and with what no lead is saved without', () => {
    expect(newWish(fields, { language: 'zh', owner: 'a' }).fields).toEqual([
      { field: 'last_name', required: true },
      { field: 'email', required: true },
      { field: 'consent', required: true },
    ]);
  });

  it('asks, when it is edited, for what became required since', () => {
    expect(wishOf(form, fields).fields).toEqual([
      { field: 'rating', required: true },
      { field: 'email', required: false },
      { field: 'last_name', required: true },
      { field: 'consent', required: true },
    ]);
  });

  it('has no owner when theirs is deactivated, but is switched off and on with them', () => {
    const theirs = { ...form, owner: { ...ada, active: false } };
    expect(wishOf(theirs, fields).owner).toBeNull();
    expect(settingsOf(theirs).owner).toBe('a');
  });

  it('keeps every field when one is moved', () => {
    expect(moved(form.fields, 0, 1)).toEqual(form.fields.toReversed());
    expect(moved(form.fields, 1, 0)).toEqual(form.fields.toReversed());
  });

  it('tells what is wrong where it was written', () => {
    const problem = (code: string, path?: string) =>
      new ApiProblem({
        ...{ status: 422, code, detail: 'No.' },
        ...(path === undefined ? {} : { errors: [{ path, code: 'too_long', message: 'Too long.' }] }),
      });
    expect(faultsOf(problem('web_form_site_not_valid'))).toEqual({ sites: 'No.' });
    expect(faultsOf(problem('too_many_web_forms'))).toEqual({ whole: 'No.' });
    expect(faultsOf(problem('invalid_input', 'body.sites.0'))).toEqual({ sites: 'Too long.' });
    expect(faultsOf(problem('invalid_input', 'body'))).toEqual({ whole: 'No.' });
  });

  it('stands in a page as HTML, whatever it is called', () => {
    expect(embedCode({ url: form.url, name: '"Fish" & <chips>' })).toContain(
      'src="https://crm.example/f/o/k" title="&#34;Fish&#34; &#38; &#60;chips&#62;"',
    );
  });
});
