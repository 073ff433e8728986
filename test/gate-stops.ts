// Every way in which a round is stopped, for looking at what it does to a message that is on its way (K-2, K-3, P4).
import type { CrmRecord } from '#core/records/field.ts';
import { type Applied, cadence, email, type Office } from '#test/office.ts';

export type Stop = {
  readonly name: string;
  readonly stop: (office: Office, lead: CrmRecord, letters: Applied) => Promise<unknown>;
  readonly ends: string;
  /** What was sent first counts for the old version (K-81); undefined: it ends as above. */
  readonly endsAfterDot?: string;
  /** It stops all rounds of the cadence, so it gets one of its own. */
  readonly ofAll?: true;
};

export const stops: readonly Stop[] = [
  {
    name: 'unenrolling',
    stop: (office, lead, letters) => office.unenroll(letters, [lead]),
    ends: 'unenrolled: manual',
  },
  { name: 'an unsubscribe', stop: (office, lead) => office.unsubscribes(lead, 'one'), ends: 'unenrolled: answered' },
  { name: 'a reply', stop: (office, lead) => office.replies(lead, 'one'), ends: 'unenrolled: answered' },
  { name: 'a bounce', stop: (office, lead) => office.bounces(lead, 'one'), ends: 'unenrolled: answered' },
  {
    name: 'a record change',
    stop: (office, lead) => office.changes(lead, { lead_status: 'Junk' }),
    ends: 'unenrolled: junk',
  },
  { name: 'deleting the record', stop: (office, lead) => office.deletes(lead), ends: 'unenrolled: record_deleted' },
  { name: 'disabling', stop: (office, _, letters) => office.disable(letters), ends: 'stopped: disabled', ofAll: true },
  {
    name: 'editing what is due',
    stop: (office, _, letters) => edit(office, letters),
    ends: 'stopped: republished',
    endsAfterDot: 'completed',
    ofAll: true,
  },
];

/** Two letters an hour apart, so that the answer to one can stop the other; then the task that the day after brings. */
export function lettersNamed(name: string) {
  return cadence(name, {
    followUps: [
      email('one', {
        then: [{ id: 'day-after', when: ['sent'], delay: { days: 1 }, task: { subject: 'Day after' } }],
      }),
      email('two', { delay: { hours: 1 } }),
    ],
    unenroll: [
      { id: 'answered', email: ['replied', 'unsubscribed', 'bounced'] },
      { id: 'junk', record: { field: 'lead_status', is: 'Junk' } },
    ],
  });
}

/** Letter two is from another address now. */
async function edit(office: Office, letters: Applied): Promise<void> {
  const file = lettersNamed(letters.name);
  const [one, two] = file.followUps;
  const from = 'harbour@harbour.invalid';
  if (one === undefined || two === undefined) throw new Error('two letters');
  await office.apply({ ...file, followUps: [one, { ...two, email: { to: 'email', template: 'two', from } }] });
}
