// The sample's cadence with some leads in it, as a signed-in page's own calls do it: for pages that show what runs.
import type { Page } from 'playwright-core';
import { assert } from '#core/assert.ts';
import type { Stage } from '#test/browser/stage.ts';

type Named = { readonly id: string; readonly name: string };
type Listed<Item> = { readonly items: readonly Item[] };
type Message = { readonly id: string; readonly recipient: string; readonly enrollment: string };

export type Running = { readonly cadence: string; readonly leads: readonly Named[] };

const SAMPLE = 'Feature adoption';
const MAILBOX = '/api/v1/development-mailbox/messages';

/** Enrolls leads with these last names; what is due at once has happened. */
export async function runSample(page: Page, stage: Stage, names: readonly string[]): Promise<Running> {
  const { items: cadences } = await read<Listed<Named>>(page, '/api/v1/cadences');
  const cadence = cadences.find(({ name }) => name === SAMPLE);
  assert(cadence !== undefined, 'the sample has a cadence');
  const criteria = encodeURIComponent(JSON.stringify({ any: names.map((is) => ({ field: 'last_name', is })) }));
  const { items: leads } = await read<Listed<Named>>(page, `/api/v1/leads?criteria=${criteria}`);
  await send(page, `/api/v1/cadences/${cadence.id}/enroll`, { records: leads.map(({ id }) => id) });
  await stage.settle();
  return { cadence: cadence.id, leads };
}

/** The newest that the lead with this last name got. */
export async function messageTo(page: Page, { leads }: Running, lastName: string): Promise<Message> {
  const lead = leads.find(({ name }) => name.includes(lastName));
  const rounds = await read<Listed<Named>>(page, `/api/v1/leads/${lead?.id}/enrollments`);
  const { items } = await read<Listed<Message>>(page, `${MAILBOX}?enrollment=${rounds.items[0]?.id}`);
  const [message] = items;
  assert(message !== undefined, `${lastName} got a message`);
  return message;
}

const answers: readonly (readonly [lastName: string, act: string, body?: object])[] = [
  ['Moreau', 'open'],
  ['Moreau', 'click', { link: 0 }],
  ['Okoro', 'reply', { text: 'Yes, please tell me more.' }],
  ['Keller', 'click', { link: 0 }],
  ['Rossi', 'open'],
  ['Nasser', 'bounce'],
  ['Walker', 'open'],
  ['Lindqvist', 'unsubscribe'],
];
const silent = ['Jansen', 'Carvalho', 'Weber'];
const SILENCE_DAYS = 3;

/** A good deal has happened: answers of every kind, and days of silence. Gives the story of one who clicked. */
export async function playSample(page: Page, stage: Stage): Promise<Running & { readonly story: Message }> {
  const names = [...new Set(answers.map(([lastName]) => lastName)), ...silent];
  const running = await runSample(page, stage, names);
  const story = await messageTo(page, running, 'Moreau');
  const url = `/api/v1/cadences/${running.cadence}/enrollments?status=unenrolled`;
  if ((await read<Listed<Named>>(page, url)).items.length > 0) return { ...running, story };
  for (const [lastName, act, body] of answers) {
    const { id } = await messageTo(page, running, lastName);
    await send(page, `${MAILBOX}/${id}/${act}`, body);
  }
  await stage.settle();
  await stage.passDays(SILENCE_DAYS);
  return { ...running, story };
}

export async function send(page: Page, url: string, body?: object): Promise<unknown> {
  return page.evaluate(ask, { url, method: 'POST', body });
}

async function read<Answer>(page: Page, url: string): Promise<Answer> {
  return (await page.evaluate(ask, { url, method: 'GET' })) as Answer; // as the contract says
}

/** Runs in the page, with its session. */
async function ask({ url, method, body }: { url: string; method: string; body?: object | undefined }) {
  const content =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const response = await fetch(url, { method, ...content });
  if (!response.ok) throw new Error(`${url}: ${await response.text()}`);
  return response.status === 204 ? null : response.json();
}
