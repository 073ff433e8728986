// How long it takes to try a cadence out (C-90): a tree of fifteen follow-ups with absences and repetitions, on leads of the
// embedded PostgreSQL, with hours, limits of a mailbox and a contact budget to keep. A measurement for people, as the product
// does it: records loaded, followed for so many days, figures made.
//
//   npm run bench:simulate -- [--json] [--records 10000] [--days 30]
import { parseArgs } from 'node:util';
import { simulateFile } from '#actions/simulations/simulate-file.ts';
import type { CadenceFile, FileFollowUp } from '#core/cadence/file.ts';
import { saveBusinessWeek } from '#storage/organizations/business-hours.ts';
import { saveContactLimits } from '#storage/organizations/contact-limits.ts';
import { NOW, openStage, timed } from './leads-stage.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    records: { type: 'string', default: '10000' },
    days: { type: 'string', default: '30' },
  },
});
const RECORDS = Number(values.records);
const DAYS = Number(values.days);

/** Three rows of five: an e-mail, what follows an answer, a reminder, and a repeated one at its end. */
function row(name: string, startDays: number): FileFollowUp {
  const email = (id: string) => ({ id: `${name}-${id}`, email: { to: 'email', template: 'Letter' } });
  return {
    ...email('letter'),
    ...(startDays === 0 ? {} : { delay: { days: startDays } }),
    then: [
      { id: `${name}-ring`, when: ['clicked'], call: { subject: 'Ring', startsAfter: { days: 1 } } },
      { id: `${name}-look`, when: ['replied'], task: { subject: 'Look', due: { days: 1 } } },
      {
        ...email('reminder'),
        when: [{ not: 'opened', within: { days: 3 } }],
        then: [{ ...email('again'), when: ['opened'], repeat: { every: { days: 7 }, times: 3, until: ['replied'] } }],
      },
    ],
  };
}

const file: CadenceFile = {
  name: 'Bench',
  module: 'leads',
  audience: 'manual',
  followUps: [row('first', 0), row('second', 5), row('third', 12)],
  unenroll: [
    { id: 'lost', record: { field: 'lead_status', is: 'Not interested' } },
    { id: 'unsubscribed', email: ['unsubscribed'] },
  ],
  templates: { Letter: { subject: 'Hello', html: '<p>Hello {{ record.last_name }}</p>' } },
};

const stage = await openStage(RECORDS);
try {
  const { database, organization } = stage;
  const workday = [{ from: 9 * 60, to: 18 * 60 }];
  const budget = {
    limits: [{ per: 'person', channel: 'any', touches: 3, days: 7 } as const],
    gapHours: 4,
    replyHoldDays: 3,
  };
  await database.organization(organization.seat, async (tx) => {
    await saveBusinessWeek(tx, [workday, workday, workday, workday, workday, [], []]);
    await saveContactLimits(tx, { budget, sender: { perHour: 400, perDay: 3000 } });
  });
  const readTemplate = () => ({ kind: 'fine', fields: [] }) as const;
  const context = { database, organization, readTemplate, actor: null, now: NOW };
  const asked = { records: RECORDS, days: DAYS, seed: 1, whom: 'everybody', rates: {} } as const;
  let times = 0;
  const ms = await timed(async () => {
    const simulated = await simulateFile(context, { file, asked, onProgress: () => undefined });
    if (simulated.kind !== 'simulated') throw new Error(JSON.stringify(simulated));
    times = simulated.result.followUps.reduce((sum, one) => sum + one.times, 0);
  });
  const seconds = Number((ms / 1000).toFixed(1));
  const figures = { records: RECORDS, days: DAYS, carriedOut: times, seconds };
  if (values.json) console.log(JSON.stringify(figures));
  else for (const [name, figure] of Object.entries(figures)) console.log(`${name}: ${figure.toLocaleString('en')}`);
} finally {
  await stage.close();
}
