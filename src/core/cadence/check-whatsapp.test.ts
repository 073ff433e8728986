import { describe, expect, it } from 'vitest';
import { checkWhatsapp } from '#core/cadence/check-whatsapp.ts';
import type { WhatsappSettings } from '#core/cadence/definition.ts';
import type { CheckContext } from '#core/cadence/problem.ts';
import { templateKey } from '#core/message/whatsapp.ts';
import { leads } from '#core/records/modules/leads.ts';

type Known = { readonly status: string; readonly wants: string | null };

const settings: WhatsappSettings = {
  channel: 'whatsapp',
  ...{ name: 'Hello', to: 'mobile', template: 'hello', language: 'en' },
  variables: ['Dear {{ record.last_name }}', '{{ owner.name }} of {{ organization.name }}'],
};

function problems(more: Partial<WhatsappSettings>, { status, wants }: Known = { status: 'approved', wants: null }) {
  const variables = ['1', '2'].map((name) => ({ name, place: 'body' as const }));
  const templates = new Map([[templateKey({ name: 'hello', language: 'en' }), { status, wants, variables }]]);
  return problemsIn(more, { isOn: true, templates });
}

function problemsIn(more: Partial<WhatsappSettings>, whatsapp: unknown): unknown[] {
  const found: unknown[] = [];
  const context = { module: leads, whatsapp } as CheckContext;
  checkWhatsapp({ ...settings, ...more }, 'followUps/hello', { context, report: (problem) => found.push(problem) });
  return found;
}

const path = 'followUps/hello/template';
const params = { template: 'hello', language: 'en' };

describe('a WhatsApp follow-up', () => {
  it('C-5 with an approved template, a phone field and as many texts as it has variables has no problem', () => {
    expect(problems({})).toEqual([]);
  });

  it('C-5 without WhatsApp Business nothing is asked of the template', () => {
    const off = { isOn: false, templates: new Map() };
    expect(problemsIn({}, off)).toEqual([{ code: 'whatsapp_off', path: 'followUps/hello' }]);
  });

  it('C-6 has a name, and goes to a phone number', () => {
    expect(problems({ name: '  ', to: 'email' })).toEqual([
      { code: 'whatsapp_name_missing', path: 'followUps/hello/name' },
      { code: 'phone_field_unknown', path: 'followUps/hello/to', params: { field: 'email' } },
    ]);
    expect(problems({ to: 'shoe_size' })).toHaveLength(1);
  });

  it('C-6 has a template that is there, approved and wants nothing that nobody gives', () => {
    expect(problems({ language: 'fr' })).toEqual([
      { code: 'whatsapp_template_unknown', path, params: { ...params, language: 'fr' } },
    ]);
    expect(problems({}, { status: 'paused', wants: 'image' })).toEqual([
      { code: 'whatsapp_template_not_approved', path, params: { ...params, status: 'paused' } },
      { code: 'whatsapp_template_wants_more', path, params: { ...params, wants: 'image' } },
    ]);
  });

  it('C-6 gives each variable a text, of fields that there are', () => {
    expect(problems({ variables: ['Ada'] })).toEqual([
      { code: 'whatsapp_variables_wrong', path, params: { ...params, wanted: 2, count: 1 } },
    ]);
    expect(problems({ variables: [' ', '{{ record.shoe_size }}, {{ weather.today }}'] })).toEqual([
      { code: 'whatsapp_variable_empty', path: 'followUps/hello/variables/1' },
      ...['record.shoe_size', 'weather.today'].map((field) => ({
        code: 'whatsapp_field_unknown',
        path: 'followUps/hello/variables/2',
        params: { field },
      })),
    ]);
  });
});
