import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOutbound } from '#channels/http/outbound.ts';
import type { WhatsappMessage, WhatsappTemplate } from '#core/message/whatsapp.ts';
import { type Behaviour, META, WhatsappCloud } from '#test/peers/whatsapp-cloud.ts';
import { createCloudApi } from './cloud-api.ts';
import { sortError } from './sort-error.ts';

let cloud: WhatsappCloud;
beforeAll(async () => {
  cloud = await new WhatsappCloud().start();
});
afterAll(() => cloud.close());

const access = { phoneNumberId: META.number, businessAccountId: META.account, token: META.token };
const api = (baseUrl = cloud.url) =>
  createCloudApi({ outbound: createOutbound({ allowed: new Set([cloud.place]), timeoutMs: 300 }), baseUrl });
const template: WhatsappTemplate = {
  ...{ name: 'booking', language: 'en', category: 'utility', status: 'approved', naming: 'positional', wants: null },
  ...{ header: 'Booking {{1}}', body: 'Dear {{1}}, {{2}}', footer: null },
  variables: [
    { name: '1', place: 'header' },
    { name: '1', place: 'body' },
    { name: '2', place: 'body' },
    { name: '1', place: 'button', button: 1 },
  ],
};
const message = (to: string, other: Partial<WhatsappMessage> = {}): WhatsappMessage => ({
  ...{ access, to, template, values: ['A7', 'Li Wei', 'see you', 'a7'], reference: 'cadenza.x.1', date: 7 },
  ...other,
});
const passes = () => Promise.resolve(true);
const sends = (to: string, behaviour: Behaviour) => {
  cloud.behaviours.set(to, behaviour);
  return api().send(message(to), passes);
};

describe('W-1 the Cloud API', () => {
  it('a template message has its values by component, and our reference', async () => {
    expect(await api().send(message('8613800000001'), passes)).toEqual({ kind: 'sent', at: 7, response: 'wamid.1' });
    const text = (value: string) => ({ type: 'text', text: value });
    expect(cloud.sentTo('8613800000001')).toMatchObject([
      {
        template: {
          name: 'booking',
          language: { code: 'en' },
          components: [
            { type: 'header', parameters: [text('A7')] },
            { type: 'body', parameters: [text('Li Wei'), text('see you')] },
            { type: 'button', sub_type: 'url', index: '1', parameters: [text('a7')] },
          ],
        },
        biz_opaque_callback_data: 'cadenza.x.1',
      },
    ]);
  });

  it('C-33 the gate has the last word before the call', async () => {
    expect(await api().send(message('8613800000002'), () => Promise.resolve(false))).toEqual({ kind: 'stopped' });
    expect(cloud.sentTo('8613800000002')).toEqual([]);
  });

  it('K-124 what may have arrived is awaited; what never connected is tried later', async () => {
    expect(await sends('8613800000003', 'silent')).toMatchObject({
      kind: 'awaited',
      text: expect.stringContaining('timeout'),
    });
    expect(await sends('8613800000004', 'hang_up')).toMatchObject({ kind: 'awaited' });
    const closed = api('http://127.0.0.1:9/v23.0');
    expect(await closed.send(message('1'), passes)).toMatchObject({ kind: 'try_later' });
  });

  it('K-123 an error object is sorted by its code, with the details in its text', async () => {
    expect(await sends('8613800000005', { code: 131026 })).toEqual({
      ...{ kind: 'refused', side: 'recipient', status: '131026', text: 'Details of 131026.', remembered: null },
    });
    expect(await sends('8613800000006', { code: 130429, status: 429 })).toMatchObject({ kind: 'try_later' });
  });

  it('templates come page by page; what needs more than texts says so', async () => {
    cloud.templates = [
      { name: 'plain', language: 'en', body: 'Hi' },
      { name: 'named', language: 'en', body: 'Dear {{first_name}}', parameter_format: 'NAMED' },
      { name: 'picture', language: 'zh_CN', others: [{ type: 'HEADER', format: 'IMAGE' }] },
      { name: 'paused', language: 'en', status: 'PAUSED' },
      {
        ...{ name: 'link', language: 'en', body: '{{2}} {{1}}' },
        others: [
          { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY' }, { type: 'URL', url: 'https://x.example/{{1}}' }] },
        ],
      },
    ];
    const listed = await api().listTemplates(access);
    expect(listed).toMatchObject({
      templates: [
        { name: 'plain', variables: [], status: 'approved', wants: null },
        { name: 'named', naming: 'named', variables: [{ name: 'first_name', place: 'body' }] },
        { name: 'picture', wants: 'image' },
        { name: 'paused', status: 'paused' },
        {
          variables: [
            { name: '1', place: 'body' },
            { name: '2', place: 'body' },
            { name: '1', place: 'button', button: 1 },
          ],
        },
      ],
    });
  });

  it('says what is wrong with number, account and token', async () => {
    expect(await api().findNumber(access)).toMatchObject({ kind: 'found', displayName: 'Harbour Trading' });
    expect(await api().findNumber({ ...access, phoneNumberId: '1' })).toMatchObject({ failure: 'number_unknown' });
    expect(await api().findNumber({ ...access, businessAccountId: '1' })).toMatchObject({ failure: 'account_unknown' });
    expect(await api().findNumber({ ...access, token: 'old' })).toMatchObject({ failure: 'token_refused' });
    expect(await api('http://127.0.0.1:9/v23.0').findNumber(access)).toMatchObject({ failure: 'unreachable' });
  });
});

describe('K-123 whose fault an error is', () => {
  it.each([
    ['recipient', [131026, 131047, 131049, 131050, 130472, 131048]],
    ['ours', [131008, 131009, 132000, 132001, 132015, 999_999]],
    ['policy', [190, 131042, 131031, 200]],
  ] as const)('%s', (side, codes) => {
    for (const code of codes) expect([code, sortError({ code, text: '' }, 400)]).toMatchObject([code, { side }]);
  });

  it('limits are tried again; 131050 opts out, the others may be written to again', () => {
    for (const code of [131056, 130429, 80007]) expect(sortError({ code, text: '' }, 400).kind).toBe('try_later');
    expect(sortError({ code: 131050, text: '' }, 400)).toMatchObject({ remembered: 'unsubscribed' });
    expect(sortError({ code: 131047, text: '' }, 400)).toMatchObject({ remembered: null });
    expect(sortError({ code: 132001, text: '' }, 404)).toMatchObject({ reason: 'template_missing' });
  });
});
