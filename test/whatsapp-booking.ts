// An organisation's WhatsApp in tests: what its administrator enters, the templates that Meta has approved or not, a follow-up.
import { type ListedTemplate, META } from '#test/peers/whatsapp-cloud.ts';

export const place = { enabled: true, phoneNumberId: META.number, businessAccountId: META.account };
export const settings = {
  ...place,
  ...{ token: META.token, appSecret: META.appSecret, verifyToken: META.verifyToken },
};
export const booking = {
  name: 'Booking',
  to: 'mobile',
  template: 'booking',
  language: 'en',
  variables: ['{{ record.last_name }}'],
};
export const templates: readonly ListedTemplate[] = [
  { name: 'booking', language: 'en', body: 'Dear {{1}}, see you soon.' },
  { name: 'plain', language: 'en', body: 'Hello' },
  { name: 'waiting', language: 'en', status: 'PENDING' },
  { name: 'picture', language: 'en', others: [{ type: 'HEADER', format: 'IMAGE' }] },
];
