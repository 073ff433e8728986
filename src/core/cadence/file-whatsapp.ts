// A WhatsApp follow-up as people write it in a cadence file.
import type { WhatsappSettings } from '#core/cadence/definition.ts';

export type FileWhatsapp = {
  name: string;
  to: string;
  template: string;
  language: string;
  variables?: readonly string[] | undefined;
};

export function whatsappFromFile({ variables, ...whatsapp }: FileWhatsapp): WhatsappSettings {
  return { channel: 'whatsapp', ...whatsapp, variables: variables ?? [] };
}

export function whatsappToFile({ name, to, template, language, variables }: WhatsappSettings): FileWhatsapp {
  return { name, to, template, language, ...(variables.length === 0 ? {} : { variables }) };
}
