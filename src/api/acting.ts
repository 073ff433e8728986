// Who acts, where and when, as actions are told.
import type { Caller } from '#actions/accounts/caller.ts';
import type { Services } from '#api/services.ts';
import type { Instant } from '#core/time/instant.ts';

type Called = { readonly caller: Caller; readonly now: Instant };

export function actingOf({ database }: Services, { caller, now }: Called) {
  const { organization, member } = caller;
  const actor = { id: member.id, publicId: member.publicId };
  return { database: database.onBehalfOf(member.id), organization, actor, now };
}

/** For actions on cadences and enrollments, which know people by number. */
export function workingOf({ database, definitions, readTemplate }: Services, { caller, now }: Called) {
  const { organization, member } = caller;
  return { database: database.onBehalfOf(member.id), organization, definitions, readTemplate, actor: member.id, now };
}
