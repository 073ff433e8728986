// Source scenario 6 as the example file has it, told with its days.
import { describe, expect, it } from 'vitest';
import { leads } from '#core/records/modules/leads.ts';
import { exampleCadence, expectGreetings } from '#test/example-cadences.ts';
import { withOwnFields } from '#test/own-fields.ts';
import { type Story, tell } from '#test/story.ts';

const file = exampleCadence('bank');
const module = withOwnFields(leads, { application_status: ['Received', 'Complete', 'Approved', 'Refused', 'Signed'] });

/** On Monday, 2 March, at nine. */
function applied(): Story {
  const story = tell(file, { module });
  expect(story.enroll('Ada', { application_status: 'Received' })).toBeNull();
  return story;
}

const toldAbout = (story: Story): string[] => story.delivered().slice(1);

describe('bank', () => {
  it('C-16 scenario 6: the documents are asked for every five days, four times; then somebody rings', () => {
    expect(toldAbout(applied().passDays(40))).toEqual([
      'documents 2026-03-03 09:00',
      'documents 2026-03-08 09:00',
      'documents 2026-03-13 09:00',
      'documents 2026-03-18 09:00',
      'ring 2026-03-21 09:00',
    ]);
  });

  it('C-16 scenario 6: an answer on day 7 ends the requests and makes a task', () => {
    const story = applied().passDays(7).replies('documents').passDays(30);
    expect(toldAbout(story)).toEqual([
      'documents 2026-03-03 09:00',
      'documents 2026-03-08 09:00',
      'look 2026-03-09 09:00',
    ]);
  });

  it('C-15 scenario 6: complete on day 8, nobody is asked again; approved on day 20, signed on day 25', () => {
    const story = applied().passDays(8).changes({ application_status: 'Complete' }).passDays(12);
    story.changes({ application_status: 'Approved' }).passDays(5).changes({ application_status: 'Signed' });
    expect(toldAbout(story)).toEqual([
      'documents 2026-03-03 09:00',
      'documents 2026-03-08 09:00',
      'complete 2026-03-10 09:00',
      'approved 2026-03-22 09:00',
    ]);
    expect(story.status()).toBe('unenrolled: signed');
  });

  it('C-15 scenario 6: refused on day 30, and told so', () => {
    const story = applied().passDays(7).changes({ application_status: 'Complete' }).passDays(23);
    expect(toldAbout(story.changes({ application_status: 'Refused' })).at(-1)).toBe('refused 2026-04-01 09:00');
  });

  it('C-40 scenario 6: what is never decided is let go after four months', () => {
    expect(applied().passDays(125).status()).toBe('expired');
  });

  it('K-92 scenario 6: the templates greet by name, and without one', () => expectGreetings(file));
});
