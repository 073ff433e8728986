import { recordTimeline, type TimelineItem } from '#actions/records/record-timeline.ts';
import { workingOf } from '#api/acting.ts';
import { isInstant, readCursor, writeCursor } from '#api/cursor.ts';
import { describeValue } from '#api/records/describe-record.ts';
import { type Routes, route } from '#api/route.ts';
import type { Value } from '#contract/endpoint.ts';
import * as contract from '#contract/leads.ts';
import { fieldOf, type Module } from '#core/records/field.ts';

export const timelineRoutes: Routes = (app, services) => {
  route(app, contract.getTimeline, async ({ params, query, ...called }) => {
    const before = query.cursor === undefined ? null : readCursor(query.cursor)?.[0];
    if (before !== null && !isInstant(before)) return { kind: 'refused', reason: 'cursor_not_valid' };
    const wanted = { module: 'leads', record: params.id, before, limit: query.limit };
    const timeline = await recordTimeline(workingOf(services, called), wanted);
    if (timeline === null) return { kind: 'refused', reason: 'not_found' };
    return {
      items: timeline.items.map((item) => describeItem(timeline.module, item)),
      nextCursor: timeline.next === null ? null : writeCursor([timeline.next]),
    };
  });
};

function describeItem(module: Module, item: TimelineItem): Value<typeof contract.timelineItem> {
  const { at } = item;
  switch (item.kind) {
    case 'change':
      return {
        kind: 'change',
        at,
        actor: item.actor === null ? null : { id: item.actor.publicId, name: item.actor.name },
        cause: item.event.cause,
        changes: Object.fromEntries(
          Object.entries(item.event.changes).map(([key, [before, after]]) => {
            const field = fieldOf(module, key);
            return [key, { before: describeValue(field, before), after: describeValue(field, after) }];
          }),
        ),
      };
    case 'email_sent': {
      const { subject, recipient, text, state } = item.mail;
      const { cadence, events } = item;
      return {
        kind: 'email_sent',
        at,
        subject,
        recipient,
        text,
        state,
        cadence:
          cadence === null
            ? null
            : {
                id: cadence.publicId,
                name: cadence.name,
                enrollment: cadence.enrollment,
                followUp: cadence.followUp,
              },
        events: events.map((event) => ({
          kind: event.kind,
          at: event.at,
          link: event.link,
        })),
      };
    }
    case 'email_received': {
      const { kind: sort, from, subject, text } = item.mail;
      return { kind: 'email_received', at, sort, from, subject, text };
    }
    case 'activity': {
      const { publicId: id, kind: type, subject, status, result } = item.activity;
      return { kind: 'activity', at, id, type, subject, status, result };
    }
  }
}
