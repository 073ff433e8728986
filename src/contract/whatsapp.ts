// W-1: WhatsApp Business: the number that the organisation writes from, and the templates that Meta has let through.
import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { instant } from '#contract/values.ts';
import { whatsappTemplateStatuses } from '#core/message/whatsapp.ts';

const tag = 'WhatsApp';

/** As Meta writes them: digits. */
const metaId = z
  .string()
  .trim()
  .regex(/^\d{5,25}$/, { error: 'an id of Meta’s has digits only' });
/** Left out: the one kept stays. It never comes out again. */
const secret = z.string().trim().min(1).max(1_000).optional();

export const whatsappTemplate = z
  .object({
    name: z.string(),
    language: z.string(),
    /** marketing, utility, authentication. */
    category: z.string(),
    status: z.enum(whatsappTemplateStatuses),
    header: z.string().nullable(),
    body: z.string(),
    footer: z.string().nullable(),
    /** In the order in which a follow-up fills them. */
    variables: z.array(
      z.object({
        /** As the template calls it: 1, or first_name. */
        name: z.string(),
        place: z.enum(['header', 'body', 'button']),
      }),
    ),
    /** What a follow-up can't give it: image, copy_code …; null: it can be sent. */
    wants: z.string().nullable(),
  })
  .meta({ id: 'WhatsappTemplate' });

const whatsapp = z
  .object({
    /** Null: it was never set up. */
    account: z
      .object({
        enabled: z.boolean(),
        phoneNumberId: z.string(),
        businessAccountId: z.string(),
        /** As recipients see them; empty until the first test. */
        displayNumber: z.string(),
        displayName: z.string(),
        /** Meta refused us: nothing goes out until somebody resumes it. */
        paused: z.object({ at: instant, reason: z.string() }).nullable(),
        /** When the templates were fetched last. */
        synchronisedAt: instant.nullable(),
        /** When Meta last called the webhook; null: it never did. */
        heardAt: instant.nullable(),
      })
      .nullable(),
    /** lost: they can't be opened any more; enter them again. */
    secrets: z.enum(['kept', 'lost', 'none']),
    /** What Meta has to call. */
    webhookUrl: z.string(),
    templates: z.array(whatsappTemplate),
  })
  .meta({ id: 'Whatsapp' });

export const getWhatsapp = endpoint({
  id: 'getWhatsapp',
  method: 'GET',
  path: '/api/v1/settings/whatsapp',
  access: 'admin',
  tag,
  summary: 'The number that messages go out from, its templates, and what Meta has to call. Never a secret',
  refusals: [],
  response: whatsapp,
});

export const putWhatsapp = endpoint({
  id: 'putWhatsapp',
  method: 'PUT',
  path: '/api/v1/settings/whatsapp',
  access: 'admin',
  tag,
  summary: 'Set WhatsApp up, or switch it on or off; what is on is tried out, and kept only if it works',
  refusals: ['whatsapp_not_working', 'whatsapp_secret_needed'],
  body: z.strictObject({
    enabled: z.boolean(),
    phoneNumberId: metaId,
    businessAccountId: metaId,
    token: secret,
    appSecret: secret,
    verifyToken: secret,
  }),
  response: whatsapp,
});

export const synchroniseWhatsapp = endpoint({
  id: 'synchroniseWhatsapp',
  method: 'POST',
  path: '/api/v1/settings/whatsapp/synchronise',
  access: 'admin',
  tag,
  summary: 'Fetch the templates as they are in the WhatsApp Business account now',
  refusals: ['whatsapp_not_working', 'whatsapp_not_set_up'],
  response: whatsapp,
});

export const resumeWhatsapp = endpoint({
  id: 'resumeWhatsapp',
  method: 'POST',
  path: '/api/v1/settings/whatsapp/resume',
  access: 'admin',
  tag,
  summary: 'Let messages go out again after Meta refused us',
  refusals: [],
  response: whatsapp,
});

export const listWhatsappTemplates = endpoint({
  id: 'listWhatsappTemplates',
  method: 'GET',
  path: '/api/v1/whatsapp-templates',
  access: 'cadences.read',
  tag,
  summary: 'The templates that WhatsApp follow-ups may name, and whether WhatsApp is enabled at all',
  refusals: [],
  response: z.object({ isOn: z.boolean(), items: z.array(whatsappTemplate) }),
});
