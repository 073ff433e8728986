import { readMail } from '#actions/records/read-mail.ts';
import { recordTimeline, type TimelineItem } from '#actions/records/record-timeline.ts';
import { actingOf, workingOf } from '#api/acting.ts';
import { isInstant, readCursor, writeCursor } from '#api/cursor.ts';
import { instantWriter } from '#api/enrollments/write-instant.ts';
import { describeValue } from '#api/records/describe-record.ts';
import { noRecord } from '#api/records/no-module.ts';
import { type Routes, route } from '#api/route.ts';
import type { Value } from '#contract/endpoint.ts';
import { sayEvent } from '#contract/history-words.ts';
import * as contract from '#contract/records.ts';
import type { ToldEvent } from '#core/cadence/explain.ts';
import { fieldOf, type Module } from '#core/records/field.ts';

export const timelineRoutes: Routes = (app, services) => {
  route(app, contract.getTimeline, async ({ params, query, language, ...called }) => {
    const before = query.cursor === undefined ? null : readCursor(query.cursor)?.[0];
    if (before !== null && !isInstant(before)) return { kind: 'refused', reason: 'cursor_not_valid' };
    const { limit, only = null } = query;
    const working = workingOf(services, called);
    const timeline = await recordTimeline(working, { module: params.module, record: params.id, only, before, limit });
    if (timeline.kind === 'refused') return noRecord(timeline, params.module);
    const written = instantWriter(language, working.organization.timeZone);
    const telling = { module: timeline.module, say: (event: ToldEvent) => sayEvent(event, language, written) };
    return {
      items: timeline.items.map((item) => describeItem(telling, item)),
      nextCursor: timeline.next === null ? null : writeCursor([timeline.next]),
    };
  });

  route(app, contract.getMail, async ({ params, ...called }) => {
    const { module, id: record, direction, mail } = params;
    const found = await readMail(actingOf(services, called), { module, record, direction, mail });
    return found.kind === 'found' ? found.body : noRecord(found, module);
  });
};

type Telling = { readonly module: Module; readonly say: (event: ToldEvent) => string };

function describeItem({ module, say }: Telling, item: TimelineItem): Value<typeof contract.timelineItem> {
  const { at } = item;
  switch (item.kind) {
    case 'change':
      return {
        kind: 'change',
        at,
        actor: describeMember(item.actor),
        cause: item.event.cause,
        changes: Object.fromEntries(
          Object.entries(item.event.changes).map(([key, [before, after]]) => {
            const field = fieldOf(module, key);
            return [key, { before: describeValue(field, before), after: describeValue(field, after) }];
          }),
        ),
      };
    case 'email_sent': {
      const { delivery, channel, subject, recipient, opening, state } = item.mail;
      const { cadence, events } = item;
      return {
        kind: 'email_sent',
        at,
        id: delivery,
        channel,
        subject,
        recipient,
        opening: inOneLine(opening),
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
          grade: event.grade,
          gradeReason: event.gradeReason,
        })),
      };
    }
    case 'email_received': {
      const { id, kind: sort, from, subject, opening } = item.mail;
      return { kind: 'email_received', at, id, sort, from, subject, opening: inOneLine(opening) };
    }
    case 'activity': {
      const { publicId: id, kind: type, subject, status, result } = item.activity;
      return { kind: 'activity', at, id, type, subject, status, result, actor: describeMember(item.actor) };
    }
    case 'note': {
      const { publicId: id, text } = item.note;
      return { kind: 'note', at, id, text, actor: describeMember(item.actor) };
    }
    case 'attachment': {
      const { publicId: id, name, bytes } = item.attachment;
      return { kind: 'attachment', at, id, name, bytes, actor: describeMember(item.actor) };
    }
    case 'cadence': {
      const { event, actor } = item;
      const { publicId: id, name, enrollment } = item.cadence;
      const cadence = { id, name, enrollment };
      return { kind: 'cadence', at, cadence, event: event.kind, sentence: say(event), actor: describeMember(actor) };
    }
  }
}

function inOneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

function describeMember(member: { publicId: string; name: string } | null): { id: string; name: string } | null {
  return member === null ? null : { id: member.publicId, name: member.name };
}
