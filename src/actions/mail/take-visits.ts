// Visits of messages: taken down when they come, graded at once where they leave no doubt, else when their window has passed
// (C-37). One of a delivery that is not there yet waits for it (K-28).
import { gradeAtOnce, gradeVisit } from '#core/message/grade-visit.ts';
import { GRADING_WINDOW_MS } from '#core/message/visit.ts';
import type { Instant } from '#core/time/instant.ts';
import { addResponses, type MailResponse } from '#actions/mail/record-response.ts';
import type { Database, Tx } from '#storage/db.ts';
import { findDeliveries, type FoundDelivery } from '#storage/mail/email-events.ts';
import {
  forgetVisits,
  keepVisits,
  lockMatchedVisits,
  lockOpenVisits,
  lockVisits,
  markVisits,
  type NewVisit,
  visitsAround,
} from '#storage/mail/visits.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

type Place = { readonly database: Database; readonly organization: Organization; readonly now: Instant };

/** From its commit on none is lost, and none counts twice. */
export async function takeVisits({
  database,
  organization,
  now,
  visits,
}: Place & { readonly visits: readonly NewVisit[] }): Promise<void> {
  await database.organization(organization.seat, async (tx) => {
    await keepVisits(tx, visits, now);
    const certain = visits.filter((visit) => gradeAtOnce(visit) !== null).map(({ key }) => key);
    if (certain.length > 0) await grade(tx, organization, await lockVisits(tx, certain));
  });
}

/** Those whose window has passed. Gives how many were looked at. */
export async function gradeVisits({
  database,
  organization,
  now,
  limit,
  windowMs = GRADING_WINDOW_MS,
}: Place & { readonly limit: number; readonly windowMs?: number }): Promise<number> {
  return database.organization(organization.seat, async (tx) => {
    const visits = await lockOpenVisits(tx, now - windowMs, limit);
    await grade(tx, organization, visits);
    return visits.length;
  });
}

/** Of deliveries that were not there. */
export async function matchVisits({ database, organization, limit }: Omit<Place, 'now'> & { readonly limit: number }) {
  return database.organization(organization.seat, async (tx) => {
    const visits = await lockMatchedVisits(tx, limit);
    await grade(tx, organization, visits);
    return visits.length;
  });
}

export async function forgetOldVisits({ database, organization, now, limit }: Place & { readonly limit: number }) {
  return database.organization(organization.seat, (tx) => forgetVisits(tx, now, limit));
}

async function grade(tx: Tx, organization: Organization, visits: readonly NewVisit[]): Promise<void> {
  if (visits.length === 0) return;
  const ids = visits.map(({ delivery }) => delivery);
  const deliveries = await findDeliveries(tx, ids);
  const matched = visits.filter(({ delivery }) => deliveries.has(delivery));
  const around = byDelivery(await visitsAround(tx, visits));
  const responses = matched.map((visit) =>
    responseOf(visit, { delivery: deliveries.get(visit.delivery), visits: around.get(visit.delivery) ?? [] }),
  );
  await addResponses(tx, { organization, responses, deliveries });
  await markVisits(tx, matched, 'graded');
  await markVisits(
    tx,
    visits.filter((visit) => !matched.includes(visit)),
    'unmatched',
  );
}

function byDelivery(visits: readonly NewVisit[]): Map<string, NewVisit[]> {
  const groups = new Map<string, NewVisit[]>();
  for (const visit of visits) {
    const group = groups.get(visit.delivery);
    if (group === undefined) groups.set(visit.delivery, [visit]);
    else group.push(visit);
  }
  return groups;
}

type About = { readonly delivery: FoundDelivery | undefined; readonly visits: readonly NewVisit[] };

/** Its instant is the visit's own, however much later it counts. */
function responseOf(visit: NewVisit, { delivery, visits }: About): MailResponse {
  const verdict = gradeVisit(visit, { sentAt: delivery?.sentAt ?? null, visits });
  const response = visit.kind === 'opened' ? 'opened' : 'clicked';
  return { delivery: visit.delivery, response, link: visit.url, at: visit.at, verdict };
}
