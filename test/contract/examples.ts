// What an endpoint is asked in walks over all of them where its schemas and the lists of things don't say it: by the
// endpoint's id, in an organisation that fill-organization.ts has filled.
import { makeSignInLink } from '#actions/accounts/make-sign-in-link.ts';
import { newToken } from '#actions/accounts/token.ts';
import { HOUR } from '#core/time/instant.ts';
import { insertSignInLink } from '#storage/accounts/sign-in-links.ts';
import { ok } from '#test/api-cadences.ts';
import { GRACES_PASSWORD } from '#test/api-server.ts';
import { type Filling, letters } from './fill-organization.ts';
import { mailAccount, webFormNamed } from './fill-settings.ts';
import { whatsappSettings } from './fill-whatsapp.ts';
import { NOBODY } from './schema.ts';

export type Example = {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

type Named = { readonly id: string };
type Listed<Item = Named> = { readonly items: readonly Item[] };

const GRACE = 'grace@sales.invalid';
const PASSWORD = { currentPassword: GRACES_PASSWORD, password: GRACES_PASSWORD };

export const examples: Readonly<Record<string, (filling: Filling) => Example | Promise<Example>>> = {
  signIn: () => ({ body: { email: GRACE, password: GRACES_PASSWORD } }),
  signInWithLink: async ({ world: { database, users, now } }) => {
    const { token } = await makeSignInLink(database, users.ada.id, now());
    return { body: { token } };
  },
  changePassword: () => ({ body: PASSWORD }),
  inviteUser: () => ({ body: { email: `${fresh('somebody').replace(' ', '-')}@walk.invalid` } }),
  readInvitation: async (filling) => ({ body: { token: await invite(filling, 'reader') } }),
  acceptInvitation: async (filling) => ({
    body: { token: await invite(filling, 'joiner'), name: filling.mark, password: GRACES_PASSWORD },
  }),
  resetPassword: async ({ world: { database, users, now } }) => {
    const { text, hash } = newToken();
    const link = { tokenHash: hash, userId: users.ada.id, purpose: 'reset_password', expiresAt: now() + HOUR } as const;
    await database.control((tx) => insertSignInLink(tx, link));
    return { body: { token: text, password: GRACES_PASSWORD } };
  },
  putBusinessHours: () => ({ body: { week: null } }),
  getHolidays: () => ({ params: { year: '2026' } }),
  putHolidays: () => ({
    params: { year: '2001' },
    body: { days: [{ on: '2001-01-01', kind: 'closed', name: 'New Year' }] },
  }),
  proposeHolidays: () => ({ params: { year: '2026' } }),
  putContactLimits: () => ({
    body: {
      ...{ limits: [], gapHours: null, replyHoldDays: null, holdWhileAway: false },
      ...{ mailsPerHour: null, mailsPerDay: null },
    },
  }),
  putTimeZone: () => ({ body: { timeZone: 'Europe/Berlin' } }),
  previewTimeZone: () => ({ body: { timeZone: 'Asia/Shanghai' } }),
  putCadenceLimits: () => ({ body: { edition: 'ultimate', own: null } }),

  createRecord: async (filling) => ({ params: { module: 'contacts' }, body: { values: await contactOf(filling) } }),
  updateRecord: async (filling) => ({
    params: { module: 'contacts', id: await idIn(filling, '/api/v1/contacts') },
    body: { values: await contactOf(filling) },
  }),
  restoreRecord: async (filling) => ({ params: { module: 'leads', id: await idIn(filling, '/api/v1/recycle-bin') } }),
  getMail: async ({ send }) => {
    const { items } = await ok<Listed<Named & { enrollment: string | null }>>(
      send('GET', `${MAILBOX}?recipient=crowd`),
    );
    const enrollment = items.at(-1)?.enrollment;
    const { record } = await ok<{ record: Named }>(send('GET', `/api/v1/enrollments/${enrollment}`));
    const timeline = await ok<Listed<Named & { kind: string }>>(
      send('GET', `/api/v1/leads/${record.id}/timeline?only=mail`),
    );
    const mail = timeline.items.find(({ kind }) => kind === 'email_sent')?.id ?? '';
    return { params: { module: 'leads', id: record.id, direction: 'sent', mail } };
  },
  createActivity: async (filling) => ({
    body: {
      kind: 'task',
      record: await idIn(filling, '/api/v1/leads'),
      subject: 'Call',
      owner: filling.world.users.grace.publicId,
    },
  }),
  changeMatching: () => ({
    body: {
      module: 'leads',
      matching: { criteria: { field: 'company', is: 'nobody' } },
      change: { kind: 'update', values: { company: 'Walked' } },
    },
  }),
  createView: () => ({
    body: { name: fresh('Walked'), criteria: { field: 'company', is: 'x' }, columns: ['last_name'] },
  }),
  previewView: () => ({ body: { criteria: { field: 'company', is: 'x' } } }),
  changeModule: () => ({ params: { module: 'boats' } }),
  stageImport: () => ({ query: { module: 'leads' } }),
  tryImport: staged,
  startImport: staged,
  cancelImport: async (filling) => {
    const { params, body } = await staged(filling);
    await ok(filling.send('POST', `/api/v1/imports/${params.id}/start`, body));
    return { params };
  },

  searchRecords: ({ mark }) => ({ query: { q: mark } }),
  createAttachment: () => ({ query: { name: 'walked.txt' } }),
  previewMerge: async (filling) => ({ body: { records: [await newLead(filling)] } }),
  mergeRecords: async (filling) => ({ body: { records: [{ id: await newLead(filling) }] } }),
  setUpTwoFactor: () => ({ body: { password: GRACES_PASSWORD } }),
  mergeTag: ({ mark }) => ({ params: { module: 'leads', tag: `${mark} first` }, body: { into: `${mark} second` } }),
  updateTeam: async (filling) => ({
    params: { id: await idIn(filling, '/api/v1/settings/teams') },
    body: { name: fresh('Walked'), members: [] },
  }),
  createRole: async (filling) => ({
    body: { name: fresh('Walked'), parent: await idIn(filling, '/api/v1/settings/roles'), peers: false },
  }),
  deleteRole: async ({ send }) => {
    const role = { name: fresh('Walked'), parent: null, peers: false };
    return { params: { id: (await ok<Named>(send('POST', '/api/v1/settings/roles', role))).id } };
  },
  deleteProfile: async ({ send }) => {
    const { items } = await ok<Listed<Named & { permissions: object }>>(send('GET', '/api/v1/settings/profiles'));
    const profile = { name: fresh('Walked'), permissions: items[0]?.permissions };
    return { params: { id: (await ok<Named>(send('POST', '/api/v1/settings/profiles', profile))).id } };
  },
  deleteRecord: async (filling) => ({ params: { module: 'leads', id: await newLead(filling) } }),
  eraseRecord: async (filling) => ({ params: { module: 'leads', id: await newLead(filling) } }),
  deleteView: async ({ send }) => {
    const view = { name: fresh('Walked'), criteria: { all: [] } };
    return { params: { id: (await ok<Named>(send('POST', '/api/v1/views', view))).id } };
  },
  createWebForm: async (filling) => ({ body: await webForm(filling) }),
  updateWebForm: async (filling) => ({ body: await webForm(filling) }),
  deleteWebForm: async (filling) => {
    const made = filling.send('POST', '/api/v1/settings/web-forms', await webForm(filling));
    return { params: { id: (await ok<Named>(made)).id } };
  },
  settleWebFormAnswer: async (filling) => {
    const id = await idIn(filling, '/api/v1/settings/web-forms');
    const answer = await idIn(filling, `/api/v1/settings/web-forms/${id}/answers`);
    return { params: { id, answer }, body: { verdict: 'discard' } };
  },
  deleteWebhook: async (filling) => ({ params: { id: await webhook(filling) } }),
  beginSingleSignOn: () => ({ params: { id: NOBODY } }),
  updateRole: async (filling) => ({
    params: { id: await idIn(filling, '/api/v1/settings/roles') },
    body: { name: fresh('Walked'), parent: null, peers: true },
  }),
  createSharingRule: async (filling) => ({ body: await sharingRule(filling) }),
  deleteSharingRule: async (filling) => {
    const rule = await sharingRule(filling);
    return { params: { id: (await ok<Named>(filling.send('POST', '/api/v1/settings/sharing-rules', rule))).id } };
  },
  createWebhook: () => ({ body: WEBHOOK }),
  createMailAccount: () => ({ body: mailAccount(freshAddress()) }),
  putMailAccount: async (filling) => {
    const { owner: _, ...body } = mailAccount(freshAddress());
    return { params: { id: await newMailAccount(filling) }, body };
  },
  deleteMailAccount: async (filling) => ({ params: { id: await newMailAccount(filling) } }),
  ...Object.fromEntries(
    ['checkSendingDomain', 'makeDkimKey', 'deleteDkimKey'].map((id) => [id, sendingDomain] as const),
  ),

  putTemplate: ({ mark }) => ({
    params: { name: `${mark} spare` },
    body: { subject: mark, html: `<p>${mark}</p>`, variants: [{ language: 'de', subject: mark, html: mark }] },
  }),
  addTemplateAttachment: async ({ send, mark }) => {
    const name = `${mark} grows`;
    await ok(send('PUT', `/api/v1/templates/${encodeURIComponent(name)}`, { subject: mark, html: mark }));
    return { params: { name }, query: { name: 'walked.txt' } };
  },
  copyTemplateAttachments: async ({ send, mark }) => {
    const name = `${mark} ${fresh('copy')}`;
    await ok(send('PUT', `/api/v1/templates/${encodeURIComponent(name)}`, { subject: mark, html: mark }));
    return { params: { name }, body: { from: `${mark} spare` } };
  },
  downloadTemplateAttachment: templateFile,
  removeTemplateAttachment: templateFile,
  ...Object.fromEntries(
    ['getMeetingInvitation', 'sendMeetingInvitation', 'cancelMeetingInvitation'].map(
      (id) => [id, meetingToCome] as const,
    ),
  ),
  putWhatsapp: () => ({ body: whatsappSettings }),
  createCadence: ({ mark }) => ({ body: { ...letters(mark), name: fresh('Walked') } }),
  enableCadence: async (filling) => {
    const id = await cadence(filling);
    await ok(filling.send('POST', `/api/v1/cadences/${id}/disable`));
    return { params: { id }, body: { existing: 'leave' } };
  },
  discardDraft: async (filling) => {
    const id = await cadence(filling);
    await ok(
      filling.send('PUT', `/api/v1/cadences/${id}/draft`, {
        file: { ...letters(filling.mark), name: fresh('Walked') },
      }),
    );
    return { params: { id } };
  },
  disableCadence: async (filling) => ({ params: { id: await cadence(filling) } }),
  continue: async (filling) => ({
    params: { id: await idIn(filling, '/api/v1/cadences') },
    body: { status: 'unenrolled' },
  }),
  putDraft: async (filling) => ({
    params: { id: await cadence(filling) },
    body: { file: { ...letters(filling.mark), name: fresh('Walked') } },
  }),
  startSimulation: async (filling) => ({ params: { id: await cadence(filling) }, body: { records: 1 } }),
  getSimulation: simulation,
  cancelSimulation: simulation,
  listSimulatedRecords: simulation,
  whatIf: () => ({ body: { kind: 'fields', values: { company: 'Walked' } } }),
  previewTemplate: async (filling) => ({
    body: { subject: 'x', html: '<p>{{ record.last_name }}</p>', record: await idIn(filling, '/api/v1/leads') },
  }),
};

async function simulation(filling: Filling): Promise<Example> {
  const begun = filling.send('POST', `/api/v1/cadences/${await cadence(filling)}/simulations`, { records: 1 });
  return { params: { id: (await ok<Named>(begun)).id } };
}

async function webForm(filling: Filling): Promise<object> {
  return webFormNamed(fresh('Walked'), await idIn(filling, '/api/v1/users'));
}

/** Nobody ever calls it here. */
const WEBHOOK = { name: 'Walked', url: 'https://93.184.216.34/hook', events: ['leads.created'] };

/** A new one, or one of those that a walk has made already: there can be fifty. */
async function webhook({ send }: Filling): Promise<string> {
  const { items } = await ok<Listed<Named & { name: string }>>(send('GET', '/api/v1/settings/webhooks'));
  const spare = items.find(({ name }) => name === WEBHOOK.name);
  return spare?.id ?? (await ok<{ webhook: Named }>(send('POST', '/api/v1/settings/webhooks', WEBHOOK))).webhook.id;
}

async function newLead({ send }: Filling): Promise<string> {
  return (await ok<Named>(send('POST', '/api/v1/leads', { values: { last_name: 'Walked' } }))).id;
}

async function sharingRule(filling: Filling): Promise<object> {
  const group = { kind: 'role', id: await idIn(filling, '/api/v1/settings/roles') };
  const shared = { kind: 'owned_by', group };
  return { module: 'leads', name: fresh('Walked'), shared, with: { kind: 'everyone' }, level: 'read' };
}

const MAILBOX = '/api/v1/development-mailbox/messages';

/** The oldest of a list. */
async function idIn({ send }: Filling, list: string): Promise<string> {
  const { items } = await ok<Listed>(send('GET', list));
  return items.map(({ id }) => id).sort()[0] ?? '';
}

async function contactOf(filling: Filling): Promise<object> {
  const account = await idIn(filling, '/api/v1/accounts');
  return { last_name: 'Walked', account, owner: filling.world.users.grace.publicId };
}

/** Of a template that no walk deletes. */
async function templateFile({ post, send, mark }: Filling): Promise<Example> {
  const name = `${mark} walked`;
  const template = `/api/v1/templates/${encodeURIComponent(name)}`;
  await ok(send('PUT', template, { subject: mark, html: mark }));
  const headers = { 'content-type': 'application/octet-stream' };
  const { id } = await ok<Named>(post({ url: `${template}/attachments?name=a.txt`, payload: mark, headers }));
  return { params: { name, attachment: id } };
}

async function meetingToCome({ send }: Filling): Promise<Example> {
  const values = { name: 'Walked', starts_at: '2030-03-06T09:00:00Z', ends_at: '2030-03-06T10:00:00Z' };
  const { id } = await ok<Named>(send('POST', '/api/v1/meetings', { values }));
  return { params: { id }, body: { participants: [{ name: '', address: 'guest@walk.invalid' }] } };
}

let made = 0;

/** A name that nothing has. */
const MAIL_ACCOUNTS = '/api/v1/settings/mail-accounts';

async function newMailAccount({ send }: Filling): Promise<string> {
  return (await ok<Named>(send('POST', MAIL_ACCOUNTS, mailAccount(freshAddress())))).id;
}

function freshAddress(): string {
  return `${fresh('walked').replace(' ', '-')}@walk.invalid`;
}

/** With a key, as far as there can be one. */
async function sendingDomain({ send, mark }: Filling): Promise<Example> {
  const domain = `${mark.toLowerCase()}.invalid`;
  await ok(send('POST', `/api/v1/settings/sending-domains/${domain}/dkim-key`));
  return { params: { domain } };
}

function fresh(name: string): string {
  made += 1;
  return `${name} ${made}`;
}

/** One that runs. */
async function cadence({ send, mark }: Filling): Promise<string> {
  const file = { ...letters(mark), name: fresh('Walked') };
  const { id } = await ok<Named>(send('POST', '/api/v1/cadences', file));
  await ok(send('POST', `/api/v1/cadences/${id}/publish`, { existing: 'leave', enrolled: 'move' }));
  return id;
}

/** One that nobody has started. */
async function staged({ post }: Filling): Promise<{ readonly params: Named; readonly body: object }> {
  const { id, settings } = await ok<Named & { settings: object }>(
    post({ url: '/api/v1/imports?module=leads', payload: 'Last name\nSample\n' }),
  );
  return { params: { id }, body: settings };
}

async function invite(filling: Filling, who: string): Promise<string> {
  const email = `${fresh(who).replace(' ', '-')}@walk.invalid`;
  await ok(filling.send('POST', '/api/v1/settings/invitations', { email }));
  return mailedToken(filling, email);
}

/** Of the link in the newest mail to an address. */
async function mailedToken({ send }: Filling, email: string): Promise<string> {
  const { items } = await ok<Listed>(send('GET', `${MAILBOX}?recipient=${encodeURIComponent(email)}&limit=1`));
  const { text } = await ok<{ text: string }>(send('GET', `${MAILBOX}/${items[0]?.id}`));
  return /token=([\w-]+)/.exec(text)?.[1] ?? '';
}
