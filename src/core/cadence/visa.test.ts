// Source scenario 8 as the example file has it, told with its days.
import { describe, expect, it } from 'vitest';
import { contacts } from '#core/records/modules/contacts.ts';
import { exampleCadence, expectGreetings } from '#test/example-cadences.ts';
import { withOwnFields } from '#test/own-fields.ts';
import { type Story, tell } from '#test/story.ts';

const file = exampleCadence('visa');
const module = withOwnFields(contacts, {
  appointment: 'date_time',
  visa_status: ['Handed in', 'Granted', 'Refused', 'Fetched'],
});

/** On Monday, 2 March, at nine, without an appointment yet. */
function applicant(): Story {
  const story = tell(file, { module });
  expect(story.enroll('Ada', { appointment: null, visa_status: null })).toBeNull();
  return story;
}

function withAppointment(): Story {
  const story = applicant().passDays(3);
  return story.changes({ appointment: story.at('2026-04-10 11:00') });
}

describe('visa', () => {
  it('C-14 C-15 scenario 8: the appointment as soon as there is one, the papers, a call, the evening before', () => {
    expect(withAppointment().passDays(60).delivered()).toEqual([
      'appointment 2026-03-05 09:00',
      'papers 2026-03-27 09:00',
      'ring 2026-04-07 10:00',
      'evening-before 2026-04-09 17:00',
    ]);
  });

  it('C-8 scenario 8: whoever opens the list on the day it comes is not rung', () => {
    const story = withAppointment().passTo('2026-03-27 12:00').opens('papers').passDays(20);
    expect(story.delivered().map((line) => line.split(' ')[0])).toEqual(['appointment', 'papers', 'evening-before']);
  });

  it('C-14 scenario 8: put off after the list was sent, the call and the evening before follow', () => {
    const story = withAppointment().passTo('2026-04-02 12:00');
    story.changes({ appointment: story.at('2026-04-20 11:00') }).passDays(30);
    expect(story.delivered().slice(2)).toEqual(['ring 2026-04-17 10:00', 'evening-before 2026-04-19 17:00']);
  });

  it('C-15 C-16 scenario 8: granted on 4 May and not fetched: told once a fortnight, until it is', () => {
    const story = withAppointment().passTo('2026-05-04 10:00').changes({ visa_status: 'Granted' }).passDays(30);
    expect(story.delivered().slice(4)).toEqual([
      'granted 2026-05-04 10:00',
      'not-fetched 2026-05-18 10:00',
      'not-fetched 2026-06-01 10:00',
    ]);
    expect(story.changes({ visa_status: 'Fetched' }).status()).toBe('unenrolled: fetched');
  });

  it('C-15 scenario 8: refused, and told so', () => {
    const story = withAppointment().passTo('2026-05-04 10:00').changes({ visa_status: 'Refused' });
    expect(story.delivered().at(-1)).toBe('refused 2026-05-04 10:00');
  });

  it('C-40 scenario 8: without an appointment it ends by itself', () => {
    const story = applicant().passDays(150);
    expect(story.status()).toBe('completed');
    expect(story.delivered()).toEqual([]);
  });

  it('K-92 scenario 8: the templates greet by name, and without one', () => expectGreetings(file));
});
