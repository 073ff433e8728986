import { readReviews } from '#actions/enrollments/read-reviews.ts';
import { reviewFollowUp } from '#actions/enrollments/review-follow-up.ts';
import { readDoubtfulReplies } from '#actions/mail/read-doubtful-replies.ts';
import { settleDoubtfulReply } from '#actions/mail/settle-doubtful-reply.ts';
import { workingOf } from '#api/acting.ts';
import { nameRecord } from '#api/records/describe-record.ts';
import { type Routes, route } from '#api/route.ts';
import * as contract from '#contract/reviews.ts';

export const reviewRoutes: Routes = (app, services) => {
  route(app, contract.listReviews, async (called) => {
    const reviews = await readReviews(workingOf(services, called));
    const items = reviews.map(({ waiting, cadence, followUp, record }) => {
      const { enrollment, followUp: number, attemptedAt, outcome } = waiting;
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

  route(app, contract.listDoubtfulReplies, async (called) => {
    const doubts = await readDoubtfulReplies(workingOf(services, called));
    const items = doubts.map(({ waiting, cadence, followUp, record }) => {
      const { id, reason, enrollment, receivedAt, from, subject, opening } = waiting;
      return {
        id,
        reason,
        enrollment,
        cadence: { id: cadence.publicId, name: cadence.name },
        record: nameRecord(record),
        followUp,
        receivedAt,
        from,
        subject,
        opening,
      };
    });
    return { items };
  });

  route(app, contract.settleDoubtfulReply, async ({ params, body, ...called }) => {
    const wanted = { id: params.id, verdict: body.verdict };
    const isDone = await settleDoubtfulReply({ ...workingOf(services, called), ...wanted });
    return isDone ? null : { kind: 'refused', reason: 'verdict_not_needed' };
  });
};
