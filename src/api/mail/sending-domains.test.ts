// E-3, P26: the DNS of a sending domain, and mail that is signed for it, checked by another implementation of DKIM.
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noExceptions } from '#assembly/mail-accounts.ts';
import { createLead, featureAdoption, ok, publish } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, type Sender } from '#test/api-server.ts';
import { type NameServer, startNameServer } from '#test/peers/name-server.ts';
import { listCaughtAfter } from '#storage/mail/caught-messages.ts';

const URL = '/api/v1/settings/sending-domains';

type Domain = { domain: string; dkim: { activeSince: string | null; record: { name: string; value: string } } | null };
type Checked = { records: { record: string; verdict: string; says: string; wanted: { value: string } | null }[] };

let names: NameServer;
let world: ApiWorld;
let grace: Sender;
let domain: string;
beforeAll(async () => {
  names = await startNameServer();
  world = await createApiWorld({ accounts: { ...noExceptions, nameServers: [names.address] } });
  grace = await world.as(world.users.grace);
  domain = (await ok<{ items: Domain[] }>(grace('GET', URL))).items[0]?.domain ?? '';
});
afterAll(async () => {
  await world.close();
  await names.close();
});

const check = async () => {
  const { records } = await ok<Checked>(grace('POST', `${URL}/${domain}/check`));
  return Object.fromEntries(records.map(({ record, verdict }) => [record, verdict]));
};

const sent: string[] = [];
async function sends(name: string): Promise<Buffer> {
  const template = {
    subject: '你好 {{ record.last_name }}',
    html: '<p>Hello, 世界 <a href="https://e.invalid">x</a></p>',
  };
  const cadence = await publish(grace, {
    ...featureAdoption({ name }),
    followUps: [{ id: 'hello', email: { to: 'email', template: 'Hello' } }],
    templates: { Hello: template },
    unenroll: [{ id: 'replied', email: ['replied'] }],
  });
  const lead = await createLead(grace, { last_name: name, email: 'ada@customer.invalid' });
  await ok(grace('POST', `/api/v1/cadences/${cadence.id}/enroll`, { records: [lead.id] }));
  await world.settle();
  const caught = await world.database.organization(world.organization.seat, (tx) => listCaughtAfter(tx, '0', 50));
  sent.push(name);
  expect(caught).toHaveLength(sent.length);
  return caught.at(-1)?.raw ?? Buffer.alloc(0);
}

const verify = async (raw: Buffer) => {
  const resolver = async (name: string) => (names.texts.get(name) ?? []).map((text) => [text]);
  const { results } = await dkimVerify(raw, { resolver });
  const [first] = results as ((typeof results)[number] & { signingHeaders?: { keys: string } })[]; // not in its types
  return { result: first?.status.result, headers: first?.signingHeaders?.keys ?? '' };
};

describe('P26 a sending domain', () => {
  it('is told what to put into DNS, record by record', async () => {
    expect(await check()).toEqual({ spf: 'missing', dkim: 'no_key', dmarc: 'missing' });
    names.texts.set(domain, ['v=spf1 mx ~all']);
    names.texts.set(`_dmarc.${domain}`, ['v=DMARC1; p=none']);
    expect(await check()).toEqual({ spf: 'fine', dkim: 'no_key', dmarc: 'asks_nothing' });
    expect((await grace('POST', `${URL}/somebody.example/check`)).statusCode).toBe(404);
  });

  it('E-3 signs nothing before its key is in DNS, and everything from then on', async () => {
    const made = await ok<Domain>(grace('POST', `${URL}/${domain}/dkim-key`));
    expect(await check()).toMatchObject({ dkim: 'missing' });
    expect((await sends('Before')).toString()).not.toMatch(/^DKIM-Signature:/im);
    const record = made.dkim?.record ?? { name: '', value: '' };
    names.texts.set(record.name, [record.value]);
    expect(await check()).toMatchObject({ dkim: 'fine' });
    const raw = await sends('After');
    expect(await verify(raw)).toMatchObject({ result: 'pass' });
  });

  it('P26 the signature covers the pair of headers by which people unsubscribe, and who it is from', async () => {
    const raw = await sends('Covered');
    const { headers } = await verify(raw);
    for (const name of ['From', 'To', 'Subject', 'List-Unsubscribe', 'List-Unsubscribe-Post']) {
      expect(headers.toLowerCase().split(/\s*:\s*/)).toContain(name.toLowerCase());
    }
    const other = Buffer.from(raw.toString('latin1').replace('One-Click', 'Two-Clicks'), 'latin1');
    expect(await verify(other)).toMatchObject({ result: 'fail' });
  });

  it('T11 the private key never comes out; a new key waits for DNS while the one before signs on', async () => {
    const before = await ok<{ items: Domain[] }>(grace('GET', URL));
    const made = await ok<Domain>(grace('POST', `${URL}/${domain}/dkim-key`));
    expect(JSON.stringify([before, made]) + world.log()).not.toContain('PRIVATE');
    expect(made.dkim?.record.name).not.toBe(before.items[0]?.dkim?.record.name);
    expect(made.dkim?.activeSince).toBeNull();
    expect(await verify(await sends('Meanwhile'))).toMatchObject({ result: 'pass' });
    names.texts.set(made.dkim?.record.name ?? '', [made.dkim?.record.value ?? '']);
    names.texts.delete(before.items[0]?.dkim?.record.name ?? '');
    await check();
    expect(await verify(await sends('Afterwards'))).toMatchObject({ result: 'pass' });
  });
});
