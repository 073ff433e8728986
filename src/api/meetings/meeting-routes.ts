import { cancelInvitation, invite } from '#actions/meetings/invite.ts';
import { readInvitation } from '#actions/meetings/read-invitation.ts';
import { actingOf } from '#api/acting.ts';
import { noRecord } from '#api/records/no-module.ts';
import { type Routes, route } from '#api/route.ts';
import type { Value } from '#contract/endpoint.ts';
import * as contract from '#contract/meetings.ts';

type Shown = Extract<Awaited<ReturnType<typeof readInvitation>>, { kind: 'shown' }>;

const MODULE = 'meetings';

export const meetingRoutes: Routes = (app, services) => {
  const { writeCalendar } = services;

  route(app, contract.getMeetingInvitation, async ({ params, ...called }) => {
    const read = await readInvitation(actingOf(services, called), params.id);
    return read.kind === 'shown' ? describe(read) : noRecord(read, MODULE);
  });

  route(app, contract.sendMeetingInvitation, async ({ params, body, ...called }) => {
    const inviting = { ...actingOf(services, called), writeCalendar };
    const sent = await invite(inviting, { meeting: params.id, participants: body.participants });
    if (sent.kind === 'shown') return describe(sent);
    if (sent.kind === 'refused') return noRecord(sent, MODULE);
    return { kind: 'refused', reason: `meeting_${sent.why}` as const };
  });

  route(app, contract.cancelMeetingInvitation, async ({ params, ...called }) => {
    const off = await cancelInvitation({ ...actingOf(services, called), writeCalendar }, params.id);
    return off.kind === 'shown' ? describe(off) : noRecord(off, MODULE);
  });
};

function describe({
  invitation,
  isTold,
  organizer,
  participants,
  proposed,
  why,
}: Shown): Value<typeof contract.meetingInvitation> {
  return {
    state: invitation?.state ?? 'none',
    sequence: invitation?.sequence ?? 0,
    changedAt: invitation?.changedAt ?? null,
    isTold,
    organizer,
    participants: participants.map(({ name, address, answer, answeredAt, comment, mail }) => {
      return { name, address, answer, answeredAt, comment, mail };
    }),
    proposed: [...proposed],
    why,
  };
}
