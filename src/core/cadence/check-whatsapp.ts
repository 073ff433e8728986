// C-5, C-6: whether a WhatsApp follow-up can be sent: WhatsApp Business is set up, the recipient stands in a phone field, the
// template is there and approved, and has as many variables as are given.
import { namesShown } from '#core/cadence/activity-texts.ts';
import type { WhatsappSettings } from '#core/cadence/definition.ts';
import type { CheckContext, Report } from '#core/cadence/problem.ts';
import { askedField } from '#core/criteria/asked-fields.ts';
import { templateKey } from '#core/message/whatsapp.ts';
import { fieldOf } from '#core/records/field.ts';

type Checking = { readonly context: CheckContext; readonly report: Report };

export function checkWhatsapp(settings: WhatsappSettings, path: string, checking: Checking): void {
  const { context, report } = checking;
  if (!context.whatsapp.isOn) report({ code: 'whatsapp_off', path });
  if (settings.name.trim() === '') report({ code: 'whatsapp_name_missing', path: `${path}/name` });
  if (context.module !== null && askedField(context.module, settings.to)?.type !== 'phone') {
    report({ code: 'phone_field_unknown', path: `${path}/to`, params: { field: settings.to } });
  }
  if (context.whatsapp.isOn) checkTemplate(settings, `${path}/template`, checking);
  settings.variables.forEach((text, at) => checkVariable(text, `${path}/variables/${at + 1}`, checking));
}

function checkTemplate(settings: WhatsappSettings, path: string, { context, report }: Checking): void {
  const { template: name, language, variables } = settings;
  const template = context.whatsapp.templates.get(templateKey({ name, language }));
  const params = { template: name, language };
  if (template === undefined) return report({ code: 'whatsapp_template_unknown', path, params });
  const { status, wants } = template;
  if (status !== 'approved') report({ code: 'whatsapp_template_not_approved', path, params: { ...params, status } });
  if (wants !== null) report({ code: 'whatsapp_template_wants_more', path, params: { ...params, wants } });
  const wanted = template.variables.length;
  if (wanted !== variables.length) {
    report({ code: 'whatsapp_variables_wrong', path, params: { ...params, wanted, count: variables.length } });
  }
}

const SHOWN_OF_OTHERS: ReadonlySet<string> = new Set(['owner.name', 'owner.email', 'organization.name']);

/** WhatsApp takes no empty variable. */
function checkVariable(text: string, path: string, { context, report }: Checking): void {
  const { module } = context;
  if (text.trim() === '') return report({ code: 'whatsapp_variable_empty', path });
  for (const name of namesShown(text)) {
    const field = /^record\.(\w+)$/.exec(name)?.[1];
    const isKnown = field === undefined ? SHOWN_OF_OTHERS.has(name) : module === null || fieldOf(module, field);
    if (!isKnown) report({ code: 'whatsapp_field_unknown', path, params: { field: name } });
  }
}
