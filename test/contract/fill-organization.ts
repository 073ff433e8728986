// An organisation with something of every kind, made through the API, whose texts all carry one mark.
import type { LightMyRequestResponse } from 'fastify';
import { assert } from '#core/assert.ts';
import type { CadenceFile } from '#core/cadence/file.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { ok, publish } from '#test/api-cadences.ts';
import type { ApiWorld, Sender } from '#test/api-server.ts';
import { fillModules } from './fill-modules.ts';
import { fillMeeting, fillRecordPage, fillSettings } from './fill-settings.ts';
import { fillWhatsapp } from './fill-whatsapp.ts';

export type Filling = {
  readonly world: ApiWorld;
  readonly organization: Organization;
  /** An administrator of it. */
  readonly send: Sender;
  /** The same, with a file or with headers of its own. */
  readonly post: (request: FileRequest) => Promise<LightMyRequestResponse>;
  /** Stands in every text, and in nothing else. */
  readonly mark: string;
};

export type FileRequest = {
  readonly url: string;
  readonly payload: string;
  readonly headers?: Readonly<Record<string, string>>;
};

type Listed = { readonly items: readonly { readonly id: string }[] };

/** More than one request takes in at once: the worker carries it out, as a job. */
const CROWD = 205;

export async function fillOrganization(filling: Filling): Promise<void> {
  const { world, organization, send, mark } = filling;
  await fillModules(send, mark);
  await importCrowd(filling);
  const change = { kind: 'update', values: { description: mark } };
  await ok(send('POST', '/api/v1/bulk-changes', { module: 'leads', matching: {}, change }));
  await world.work(organization);
  const criteria = { field: 'company', is: mark };
  const columns = ['last_name', 'company'];
  await ok(send('POST', '/api/v1/views', { name: `${mark} people`, criteria, columns }));
  await ok(send('POST', '/api/v1/views', { name: `${mark} without a use`, criteria, columns }));
  const cadence = await publish(send, letters(mark));
  await publish(send, callers(mark), 'take_in');
  const { items: leads } = await ok<Listed>(send('GET', '/api/v1/leads?limit=8'));
  await ok(send('POST', `/api/v1/cadences/${cadence.id}/enroll`, { records: leads.map(({ id }) => id) }));
  await world.settle(organization);
  const unread = await answerMail(filling);
  await ok(send('POST', `/api/v1/cadences/${cadence.id}/unenroll`, { matching: {} }));
  await world.work(organization);
  await ok(send('POST', `/api/v1/cadences/${cadence.id}/restart`, { status: 'unenrolled' }));
  await world.settle(organization);
  await ok(send('PUT', `/api/v1/cadences/${cadence.id}/draft`, { file: { ...letters(mark), description: mark } }));
  await ok(send('POST', `/api/v1/cadences/${cadence.id}/simulations`, { records: 3 }));
  await world.work(organization);
  await fillDesk(filling, leads);
  await inviteAndShare(filling);
  await fillRecordPage(filling);
  await fillSettings(filling);
  await fillMeeting(filling);
  await fillWhatsapp(filling);
  await ok(send('POST', `${unread}/open`)); // the engine didn't look at that yet
}

/** Mail, then a task; the reply is the goal. */
export function letters(mark: string): CadenceFile {
  return {
    name: `${mark} letters`,
    module: 'leads',
    audience: 'manual',
    followUps: [
      {
        id: 'letter',
        email: { to: 'email', template: `${mark} letter` },
        then: [{ id: 'visit', when: ['clicked'], task: { subject: `${mark} visit {{ record.last_name }}` } }],
      },
    ],
    unenroll: [{ id: 'replied', goal: true, email: ['replied'] }],
    templates: {
      [`${mark} letter`]: { subject: `${mark} news`, html: `<p>${mark} <a href="https://e.invalid/">see</a></p>` },
    },
  };
}

/** Whoever is in the view gets a call. */
function callers(mark: string): CadenceFile {
  return {
    name: `${mark} calls`,
    module: 'leads',
    audience: { view: `${mark} people`, enrollNew: { every: { days: 1 } } },
    followUps: [{ id: 'call', call: { subject: `${mark} call`, startsAfter: { days: 30 } } }],
    unenroll: [{ id: 'gone', record: { field: 'lead_status', is: 'Not interested' } }],
  };
}

/** One of them can't be taken in. One file is taken in and undone, one goes by the older endpoint, one only lies there. */
async function importCrowd({ world, organization, send, post, mark }: Filling): Promise<void> {
  const row = (i: number) => `${mark} ${i},${mark.toLowerCase()}${i}@crowd.invalid,${mark} crowd`;
  const table = (rows: number) =>
    ['Last name,Email,Company', ...Array.from({ length: rows }, (_, i) => row(i)), `${mark} bad,no address,`].join(
      '\n',
    );
  await ok(post({ url: '/api/v1/leads/import', payload: table(CROWD) }));
  for (const step of ['start', 'undo', 'none']) {
    const url = `/api/v1/imports?module=leads&name=${mark}-${step}.csv`;
    const payload = table(2).replaceAll('@crowd', `@${step}`);
    const staged = await ok<{ id: string; settings: object }>(post({ url, payload }));
    if (step === 'none') continue;
    await ok(send('POST', `/api/v1/imports/${staged.id}/start`, staged.settings));
    await world.work(organization);
    if (step === 'undo') await ok(send('POST', `/api/v1/imports/${staged.id}/undo`));
    await world.work(organization);
  }
}

const MAILBOX = '/api/v1/development-mailbox/messages';

/** Gives the address of a message that nobody did anything with. */
async function answerMail({ world, organization, send, mark }: Filling): Promise<string> {
  const { items } = await ok<Listed>(send('GET', MAILBOX));
  const answers: readonly (readonly [what: string, body?: object])[] = [
    ['click', { link: 0 }],
    ['reply', { text: `${mark} says yes` }],
    ['unsubscribe'],
    ['bounce'],
    ['auto-reply', { text: `${mark} is away and back tomorrow` }],
    // In doubt: nothing declares them automatic.
    ['reply', { text: `${mark}: I am currently out of the office` }],
    ['reply', { text: `${mark}: I am on vacation` }],
  ];
  for (const [index, [what, body]] of answers.entries()) {
    const message = items[index];
    assert(message !== undefined, 'there is mail for every answer');
    await ok(send('POST', `${MAILBOX}/${message.id}/${what}`, body));
  }
  await world.settle(organization);
  return `${MAILBOX}/${items[answers.length]?.id}`;
}

/** What people have about: tasks and calls by hand, something in the bin. */
async function fillDesk(filling: Filling, [lead]: Listed['items']): Promise<void> {
  const { send, mark } = filling;
  const task = { kind: 'task', record: lead?.id, subject: `${mark} task`, description: mark };
  const time = { startsAt: '2026-03-06T09:00:00Z', endsAt: '2026-03-06T09:30:00Z' };
  await ok(send('POST', '/api/v1/activities', task));
  await ok(send('POST', '/api/v1/activities', { kind: 'call', record: lead?.id, subject: `${mark} call`, time }));
  const gone = await ok<{ id: string }>(send('POST', '/api/v1/leads', { values: { last_name: `${mark} gone` } }));
  await ok(send('DELETE', `/api/v1/leads/${gone.id}`));
  const erased = await ok<{ id: string }>(send('POST', '/api/v1/leads', { values: { last_name: `Erased ${mark}` } }));
  await ok(send('POST', `/api/v1/leads/${erased.id}/erase`));
  await fillTemplate(filling);
}

async function fillTemplate({ send, post, mark }: Filling): Promise<void> {
  const content = { subject: `${mark} spare`, html: `<p>${mark}</p>` };
  const spare = `/api/v1/templates/${mark}%20spare`;
  await ok(send('PUT', spare, { ...content, variants: [{ language: 'de', ...content }] }));
  const headers = { 'content-type': 'application/octet-stream' };
  for (const which of ['a', 'b']) {
    await ok(post({ url: `${spare}/attachments?name=${mark}-${which}.txt`, payload: mark, headers }));
  }
}

async function inviteAndShare({ send, mark }: Filling): Promise<void> {
  for (const who of ['first', 'second']) {
    await ok(send('POST', '/api/v1/settings/invitations', { email: `${who}@${mark.toLowerCase()}.invalid` }));
    await ok(send('POST', '/api/v1/api-keys', { name: `${mark} ${who}`, scopes: ['records.read'], expiresAt: null }));
  }
}
