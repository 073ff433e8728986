import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { idParams, instant } from '#contract/values.ts';
import { answers, inviteFaults, PARTICIPANTS_MAX } from '#core/message/invitation.ts';

const tag = 'Meetings';

const person = z.object({ name: z.string(), address: z.string() });

export const meetingInvitation = z
  .object({
    /** none: nobody was ever invited. */
    state: z.enum(['none', 'sent', 'cancelled']),
    /** Rises with every change that participants are told of. */
    sequence: z.int(),
    changedAt: instant.nullable(),
    /** False: the meeting has changed since, and they don't know. */
    isTold: z.boolean(),
    /** Answers come back to its address. */
    organizer: person,
    participants: z.array(
      person.extend({
        /** Null: none yet. */
        answer: z.enum(answers).nullable(),
        answeredAt: instant.nullable(),
        comment: z.string().nullable(),
        /** What became of the newest mail to them: planned, claimed, at_dot, sent, failed, unconfirmed; null: it is long ago. */
        mail: z.string().nullable(),
      }),
    ),
    /** The meeting's lead and contact, and its owner. */
    proposed: z.array(person),
    /** Why nobody can be invited as things are; null: people can. */
    why: z.enum(inviteFaults).nullable(),
  })
  .meta({ id: 'MeetingInvitation' });

const reads = ['module_unknown', 'not_found'] as const;
const path = '/api/v1/meetings/:id/invitation';

export const getMeetingInvitation = endpoint({
  id: 'getMeetingInvitation',
  method: 'GET',
  path,
  access: 'records.read',
  tag,
  summary: 'Who is invited to a meeting, and what they answered',
  refusals: [...reads, 'record_not_yours'],
  params: idParams,
  response: meetingInvitation,
});

export const sendMeetingInvitation = endpoint({
  id: 'sendMeetingInvitation',
  method: 'PUT',
  path,
  access: 'records.write',
  tag,
  summary:
    'Invite people to a meeting by mail, or tell them how it has changed; whoever is left out hears that it is off',
  refusals: [
    ...reads,
    'record_not_yours',
    'meeting_cancelled',
    'meeting_times_missing',
    'meeting_ends_before_start',
    'meeting_over',
    'meeting_nobody',
    'meeting_address_not_valid',
  ],
  params: idParams,
  body: z.strictObject({
    participants: z
      .array(z.strictObject({ name: z.string().max(250).default(''), address: z.string().min(1).max(320) }))
      .max(PARTICIPANTS_MAX),
  }),
  response: meetingInvitation,
});

export const cancelMeetingInvitation = endpoint({
  id: 'cancelMeetingInvitation',
  method: 'DELETE',
  path,
  access: 'records.write',
  tag,
  summary: 'Tell everybody who was invited that the meeting is off; its record stays',
  refusals: [...reads, 'record_not_yours'],
  params: idParams,
  response: meetingInvitation,
});
