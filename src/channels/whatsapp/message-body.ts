// A template message as the API takes it: the values by the component that each stands in.
import type { WhatsappMessage, WhatsappVariable } from '#core/message/whatsapp.ts';

type Parameter = { readonly type: 'text'; readonly text: string; readonly parameter_name?: string };
type Component = {
  readonly type: WhatsappVariable['place'];
  readonly sub_type?: 'url';
  readonly index?: string;
  readonly parameters: readonly Parameter[];
};

export function messageBody({ to, template, values, reference }: WhatsappMessage): object {
  const components = componentsOf({ template, values });
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to,
    type: 'template',
    template: {
      name: template.name,
      language: { code: template.language },
      ...(components.length === 0 ? {} : { components }),
    },
    biz_opaque_callback_data: reference,
  };
}

function componentsOf({ template, values }: Pick<WhatsappMessage, 'template' | 'values'>): Component[] {
  const filled = template.variables.map((variable, at) => ({ variable, text: values[at] ?? '' }));
  const inPlace = (place: 'header' | 'body'): Component[] => {
    const parameters = filled
      .filter(({ variable }) => variable.place === place)
      .map(({ variable, text }) => parameter(text, template.naming === 'named' ? variable.name : null));
    return parameters.length === 0 ? [] : [{ type: place, parameters }];
  };
  const buttons = filled.flatMap(({ variable, text }): Component[] => {
    if (variable.place !== 'button') return [];
    return [{ type: 'button', sub_type: 'url', index: String(variable.button), parameters: [parameter(text, null)] }];
  });
  return [...inPlace('header'), ...inPlace('body'), ...buttons];
}

function parameter(text: string, name: string | null): Parameter {
  return { type: 'text', text, ...(name === null ? {} : { parameter_name: name }) };
}
