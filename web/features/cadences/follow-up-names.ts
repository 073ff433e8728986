import { useQuery } from '@tanstack/react-query';
import { reading } from '#web/api/hooks.ts';
import { titleOf } from '#web/features/cadences/follow-up-title.ts';
import { may, useMe } from '#web/session/me.ts';

/** Says what people call a follow-up of this cadence; its id until that is known. Null: of none. */
export function useFollowUpNames(cadence: string | null): (followUp: string) => string {
  const me = useMe();
  const wanted = cadence !== null && may(me, 'cadences.read');
  const { data } = useQuery({ ...reading('getCadence', { params: { id: cadence ?? '' } }), enabled: wanted });
  const file = data?.published ?? data?.draft ?? null;
  return (followUp) => {
    const title = file === null ? '' : titleOf(file, followUp);
    return title === '' ? followUp : title;
  };
}
