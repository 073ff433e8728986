import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { reading } from '#web/api/hooks.ts';
import { useBuilder } from '#web/features/cadences/builder/builder-context.ts';
import { may, useMe } from '#web/session/me.ts';

/** For how many rounds each published follow-up was carried out. */
export function useReached(): ReadonlyMap<string, number> {
  const { id, version } = useBuilder().draft.cadence;
  const isReadable = may(useMe(), 'reports.read') && version !== null;
  const { data } = useQuery({ ...reading('getCadenceReport', { params: { id } }), enabled: isReadable });
  return useMemo(() => new Map(data?.followUps.map(({ followUp, executed }) => [followUp, executed])), [data]);
}
