import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PublicationPreview, previewPublication } from '#actions/cadences/preview-publication.ts';
import type { CadenceFile } from '#core/cadence/file.ts';
import { postgresServers } from '#test/database.ts';
import { type Applied, cadence, email, type Office, openOffice } from '#test/office.ts';

describe.each(postgresServers())('what publishing would do, on $name', (server) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(server);
  });
  afterAll(() => office?.close());

  async function preview({ publicId }: Applied): Promise<PublicationPreview> {
    const previewed = await previewPublication({ ...office.context, definitions: office.definitions }, publicId);
    if (previewed.kind !== 'preview') throw new Error(previewed.reason);
    return previewed;
  }

  it('C-55 C-94 says who stops, who goes on and whom the new rules release; and so it happens', async () => {
    const file: CadenceFile = cadence('Previewed', {
      followUps: [
        email('letter', { then: [{ id: 'visit', when: ['sent'], delay: { days: 5 }, task: { subject: 'Visit' } }] }),
        { id: 'thanks', delay: { weeks: 3 }, task: { subject: 'Thank' } },
      ],
    });
    const running = await office.apply(file);
    const leads = await office.leadsNamed('Previewed', 5);
    await office.enrollAll(running, leads);
    await office.passMinute();
    const [opened, visited, refuses] = leads;
    if (!opened || !visited || !refuses) throw new Error('five leads');
    await office.opens(opened);
    await office.changes(refuses, { lead_status: 'Not interested' });
    await office.passMinute();
    const edited: CadenceFile = {
      ...file,
      followUps: file.followUps.map((one) =>
        one.id === 'letter'
          ? email('letter', {
              then: [
                { id: 'visit', when: ['sent'], delay: { days: 9 }, task: { subject: 'Visit' } },
                { id: 'ring', when: ['clicked'], call: { subject: 'Ring', startsAfter: { hours: 1 } } },
              ],
            })
          : one,
      ),
      unenroll: [{ id: 'opened', email: ['opened'] }],
    };
    await office.draft(edited);
    // Everybody has the visit scheduled, which was edited: whoever stops is asked no new rule.
    expect(await preview(running)).toMatchObject({ edited: ['visit'], stopping: 5, goingOn: 0, unenrolled: 0 });

    const rules: CadenceFile = {
      ...file,
      unenroll: [
        { id: 'opened', email: ['opened'] },
        { id: 'refused', record: { field: 'lead_status', is: 'Not interested' } },
      ],
    };
    await office.draft(rules);
    expect(await preview(running)).toMatchObject({ stopping: 0, goingOn: 3, unenrolled: 2, exact: true, edited: [] });
    expect(await office.status(opened)).toBe('active');
    await office.publish(running);
    await office.passMinute();
    const statuses = await Promise.all(leads.map((lead) => office.status(lead)));
    expect(statuses.toSorted()).toEqual(['active', 'active', 'active', 'unenrolled: opened', 'unenrolled: refused']);
  });
});
