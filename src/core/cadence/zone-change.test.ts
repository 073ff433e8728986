// The organisation moves, or its country changes its clocks, while follow-ups are scheduled.
import { describe, expect, it } from 'vitest';
import { decide } from '#core/cadence/decide.ts';
import { contacts } from '#core/records/modules/contacts.ts';
import { withOwnFields } from '#test/own-fields.ts';
import { cadence, email } from '#test/short-cadences.ts';
import { type Story, tell } from '#test/story.ts';

const module = withOwnFields(contacts, { appointment: 'date' });

/** What the engine decides when it is told of the new zone, on Monday, 2 March. */
function moved(story: Story, zone: string): string[] {
  const { outline, now } = story;
  const inputs = (['look_again', 'zone_changed'] as const).map((kind) => ({ kind, at: now, actor: null }));
  const situation = { outline, published: null, enrollment: story.enrollment(), inputs };
  const { events } = decide({ ...situation, world: { ...story.world(), zone } });
  return events.map(
    ({ kind, followUp, detail, dueAt }) => `${kind} ${followUp} ${detail} ${new Date(dueAt ?? 0).toISOString()}`,
  );
}

describe('another time zone', () => {
  it('K-64 what a wall clock gives is planned anew, elapsed time stays', () => {
    const file = cadence(
      [
        email('in-hours', { delay: { hours: 30 } }),
        email('in-weeks', { delay: { weeks: 4 } }),
        email('before', { timed: { days: 1, before: 'appointment', at: '09:00' } }),
      ],
      { module: 'contacts' },
    );
    const story = tell(file, { module });
    story.enroll('Ada', { appointment: '2026-03-20' });
    // Berlin puts its clocks forward on 29 March, within the four weeks.
    expect(moved(story, 'Europe/Berlin')).toEqual([
      'follow_up_rescheduled 2 zone_changed 2026-03-30T00:00:00.000Z',
      'follow_up_rescheduled 3 zone_changed 2026-03-19T08:00:00.000Z',
    ]);
  });

  it('K-64 C-16 the next time of what is repeated by the calendar is planned anew; what is done is not', () => {
    const weekly = email('news', { repeat: { every: { weeks: 4 }, times: 3 } });
    const story = tell(cadence([weekly, email('done', { delay: { days: 3 } })]));
    story.enroll('Ada');
    expect(moved(story.passDays(5), 'Europe/Berlin')).toEqual([
      'follow_up_rescheduled 1 zone_changed 2026-03-30T00:00:00.000Z',
    ]);
  });

  it('K-66 told again, or of clocks that change nothing, it plans nothing anew', () => {
    const story = tell(cadence([email('in-days', { delay: { days: 3 } })]));
    story.enroll('Ada');
    expect(moved(story, 'Asia/Shanghai')).toEqual([]);
    expect(story.hears({ kind: 'zone_changed' }).dueAt('in-days')).toBe('2026-03-05 09:00');
  });

  it('K-64 what waits for its record, or is done, stays as it is', () => {
    const onlyIf = { record: { field: 'city', is: 'Lagos' }, waitFor: { days: 20 } };
    const story = tell(cadence([email('waits', { onlyIf }), email('done')]));
    story.enroll('Ada', { city: null });
    expect(moved(story, 'America/New_York')).toEqual([]);
  });
});
