// What tasks and calls say when a cadence makes them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgresServers } from '#test/database.ts';
import { cadence, email, type Office, openOffice } from '#test/office.ts';

describe.each(postgresServers())('tasks and calls of a cadence on $name', (server) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(server);
  });
  afterAll(() => office?.close());

  it('C-5: names the record it is about, in every text; a title that would be empty stays as it is written', async () => {
    const written = await office.apply(
      cadence('Written', {
        followUps: [
          {
            id: 'visit',
            task: {
              subject: 'Visit {{ record.last_name }}\n',
              description: 'Of {{ record.city }}{{ organization.name }}',
            },
          },
          {
            id: 'ring',
            call: {
              subject: 'Ring {{ owner.name }}',
              purpose: 'For {{ record.last_name }}',
              agenda: '{{ record.city }}',
              startsAfter: { hours: 1 },
            },
          },
          { id: 'blank', task: { subject: '{{ record.city }}' } },
          { id: 'plain', task: { subject: 'A {brace} }}' } },
        ],
      }),
    );
    const lead = await office.lead('Moreau');
    await office.enroll(written, lead);
    await office.passMinute();
    const made = (await office.activities(lead)).map(({ subject, description, purpose, agenda }) => ({
      subject,
      description,
      purpose,
      agenda,
    }));
    const nothing = { description: null, purpose: null, agenda: null };
    expect(made).toEqual([
      { ...nothing, subject: 'Visit Moreau', description: `Of ${office.world.organization.name}` },
      { ...nothing, subject: 'Ring Omar Haddad', purpose: 'For Moreau' },
      { ...nothing, subject: '{{ record.city }}' },
      { ...nothing, subject: 'A {brace} }}' },
    ]);
  });

  it('K-104: a new owner meanwhile: the task is theirs, and the letter is in their name', async () => {
    const handedOver = await office.apply(
      cadence('Handed over', {
        followUps: [
          { id: 'visit', delay: { days: 2 }, task: { subject: 'Visit' } },
          { ...email('yours'), delay: { days: 2 } },
        ],
        templates: { yours: { subject: 'Yours, {{ owner.name }}', html: '<p>Hello</p>' } },
      }),
    );
    const lead = await office.lead('Okafor');
    await office.enroll(handedOver, lead);
    await office.passDays(1);
    await office.changes(lead, { owner: office.world.mei.publicId });
    await office.passDays(2);
    const [visit] = await office.activities(lead);
    expect(visit?.owner).toBe(office.world.mei.publicId);
    expect((await office.mailbox(lead)).map(({ subject }) => subject)).toEqual(['Yours, Mei Lin']);
  });

  it('E-3 K-104: the next letter goes on with the conversation, in the name of who owns the record by then', async () => {
    const conversation = await office.apply(
      cadence('Conversation', {
        followUps: [
          { ...email('first'), email: { to: 'email', template: 'first', from: 'record_owner' } },
          {
            ...email('second'),
            delay: { days: 2 },
            email: { to: 'email', template: 'second', from: 'record_owner', thread: 'reply' },
          },
        ],
        templates: {
          first: { subject: 'Your quote', html: '<p>Hello</p>' },
          second: { subject: 'Not shown', html: '<p>And?</p>' },
        },
      }),
    );
    const lead = await office.lead('Silva');
    await office.enroll(conversation, lead);
    await office.passDays(1);
    await office.changes(lead, { owner: office.world.mei.publicId });
    await office.passDays(2);
    const raws = (await office.mailbox(lead)).map(({ raw }) => String(raw));
    const header = (name: string) => raws.map((raw) => new RegExp(`^${name}: (.*)$`, 'im').exec(raw)?.[1]?.trim());
    const [first] = header('Message-ID');
    expect(header('In-Reply-To')).toEqual([undefined, first]);
    expect(header('References')).toEqual([undefined, first]);
    expect(header('Subject')).toEqual(['Your quote', 'Re: Your quote']);
    expect(header('From')).toEqual([expect.stringContaining('Omar Haddad'), expect.stringContaining('Mei Lin')]);
  });
});
