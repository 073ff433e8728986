// Whom the product would ask outside, for walks over all endpoints: every mail server works, no domain has records.
import type { Services } from '#api/services.ts';
import { whatsappOfWalks } from './fill-whatsapp.ts';

export const nobodyOutside: Pick<Services, 'checkAccount' | 'resolveTexts' | 'whatsapp'> = {
  checkAccount: async () => [],
  resolveTexts: async () => [],
  whatsapp: whatsappOfWalks,
};
