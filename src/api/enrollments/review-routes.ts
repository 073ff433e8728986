import { readReviews } from '#actions/enrollments/read-reviews.ts';
import { reviewFollowUp } from '#actions/enrollments/review-follow-up.ts';
import { workingOf } from '#api/acting.ts';
import { nameRecord } from '#api/records/describe-record.ts';
import { type Routes, route } from '#api/route.ts';
import * as contract from '#contract/reviews.ts';

export const reviewRoutes: Routes = (app, services) => {
  route(app, contract.listReviews, async (called) => {
    const reviews = await readReviews(workingOf(services, called));
    const items = reviews.map(({ unconfirmed, cadence, followUp, record }) => {
      const { enrollment, followUp: number, attemptedAt, outcome } = unconfirmed;
      return {
        enrollment,
        followUp,
        number,
        attemptedAt,
        outcome,
        cadence: {
          id: cadence.publicId,
          name: cadence.name,
        },
        record: nameRecord(record),
      };
    });
    return { items };
  });

  route(app, contract.reviewFollowUp, async ({ params, body, ...called }) => {
    const wanted = { enrollment: params.id, followUp: params.number, verdict: body.verdict };
    const isDone = await reviewFollowUp({ ...workingOf(services, called), ...wanted });
    return isDone ? null : { kind: 'refused', reason: 'verdict_not_needed' };
  });
};
