import { explainEnrollment } from '#actions/enrollments/explain-enrollment.ts';
import { readCadenceRounds, readRecordRounds, readRound } from '#actions/enrollments/read-rounds.ts';
import { whatWouldHappen } from '#actions/enrollments/what-if.ts';
import { readMembers } from '#actions/settings/read-members.ts';
import { workingOf } from '#api/acting.ts';
import { placeByCursor, writeCursor } from '#api/cursor.ts';
import { describeEnrollment, describeFollowUps, describeRound } from '#api/enrollments/describe-round.ts';
import { instantWriter } from '#api/enrollments/write-instant.ts';
import { invalidValues } from '#api/records/invalid-values.ts';
import { noRecord } from '#api/records/no-module.ts';
import { type Routes, route } from '#api/route.ts';
import type { Value } from '#contract/endpoint.ts';
import * as contract from '#contract/enrollments.ts';
import { sayEvent } from '#contract/history-words.ts';
import { sayWhatIf } from '#contract/what-if-words.ts';
import { followUpTitle } from '#core/cadence/definition.ts';

type Query = Value<(typeof contract.listCadenceEnrollments)['query']>;

export const enrollmentRoutes: Routes = (app, services) => {
  route(app, contract.listRecordEnrollments, async ({ params, language, ...called }) => {
    const found = await readRecordRounds(workingOf(services, called), { module: params.module, record: params.id });
    if (found.kind === 'refused') return noRecord(found, params.module);
    return {
      items: found.rounds.map((one) => describeRound(one, language)),
      applicable: found.applicable.map(({ cadence, wasEnrolled }) => ({
        id: cadence.publicId,
        name: cadence.name,
        wasEnrolled,
      })),
    };
  });

  route(app, contract.listCadenceEnrollments, async ({ params, query, language, ...called }) => {
    const place = placeByCursor(query.cursor);
    if (place === null) return { kind: 'refused', reason: 'cursor_not_valid' };
    const page = await readCadenceRounds(workingOf(services, called), {
      cadence: params.id,
      status: query.status ?? null,
      version: query.version ?? null,
      reason: query.reason ?? null,
      goal: query.goal ?? false,
      happened: happenedIn(query),
      before: place.before,
      limit: query.limit,
    });
    if (page === null) return { kind: 'refused', reason: 'not_found' };
    const items = page.rounds.map((round) => describeEnrollment(round, language));
    return { items, nextCursor: page.next === null ? null : writeCursor([page.next]) };
  });

  route(app, contract.getEnrollment, async ({ params, language, ...called }) => {
    const found = await readRound(workingOf(services, called), params.id);
    if (found === null) return { kind: 'refused', reason: 'not_found' };
    const { version, resumedAt, wakeAt } = found.round.enrollment;
    return { ...describeRound(found, language), version, resumedAt, wakeAt, followUps: describeFollowUps(found.round) };
  });

  route(app, contract.getHistory, async ({ params, language, ...called }) => {
    const working = workingOf(services, called);
    const story = await explainEnrollment({ ...working, enrollment: params.id });
    if (story === null) return { kind: 'refused', reason: 'not_found' };
    const members = new Map((await readMembers(working)).map((member) => [member.id, member]));
    const written = instantWriter(language, working.organization.timeZone);
    const titles = new Map(story.definition.followUps.map(({ id, settings }) => [id, followUpTitle(settings)]));
    const items = story.events.map((event) => {
      const { at, kind, followUp, detail, about, dueAt } = event;
      const member = event.actor === null ? undefined : members.get(event.actor);
      const actor = member === undefined ? null : { id: member.publicId, name: member.name };
      const titled = followUp === null ? event : { ...event, followUp: titles.get(followUp) ?? followUp };
      return { at, sentence: sayEvent(titled, language, written), kind, followUp, detail, about, dueAt, actor };
    });
    return { items };
  });

  route(app, contract.whatIf, async ({ params, body, language, ...called }) => {
    const working = workingOf(services, called);
    const told = await whatWouldHappen(working, { enrollment: params.id, supposed: body });
    if (told.kind === 'refused') return 'problems' in told ? invalidValues(told.problems) : told;
    const titles = new Map(told.definition.followUps.map(({ id, settings }) => [id, followUpTitle(settings)]));
    const events = told.events.map((event) => ({
      ...event,
      followUp: titles.get(event.followUp ?? '') ?? event.followUp,
    }));
    const written = instantWriter(language, working.organization.timeZone);
    return { status: told.status, sentences: sayWhatIf(events, language, written) };
  });
};

const figures = {
  reached: 'follow_up_scheduled',
  executed: 'follow_up_executed',
  suppressed: 'follow_up_suppressed',
  cancelled: 'follow_up_cancelled',
  failed: 'follow_up_failed',
  needs_review: 'follow_up_needs_review',
  responded: 'response_recorded',
} as const;

/** The event that a figure of the report counts; null: no figure is asked for. */
function happenedIn({ figure, followUp, response, from, until }: Query) {
  if (figure === undefined || followUp === undefined) return null;
  const detail = figure === 'responded' ? (response ?? null) : null;
  return { kind: figures[figure], followUp, detail, from: from ?? null, until: until ?? null };
}
