import { useMemo } from 'react';
import type { CheckContext } from '#core/cadence/problem.ts';
import { fold } from '#core/records/fold.ts';
import { useRead } from '#web/api/hooks.ts';

/** Which addresses answers are read of, and which of them stand in From. Null until it is known. */
export function useReplies(): CheckContext['replies'] | null {
  const accounts = useRead('listMailAccounts').data;
  const ownAddress = useRead('getSending').data?.from.address;
  return useMemo(() => {
    if (accounts === undefined || ownAddress === undefined) return null;
    const ownersAddresses = accounts.items.filter(({ owner }) => owner !== null).map(({ address }) => address);
    const known = accounts.items.map(
      ({ address, smtp, imap }) => [fold(address), { server: smtp.host, isRead: imap !== null }] as const,
    );
    return { accounts: new Map(known), ownAddress, ownersAddresses };
  }, [accounts, ownAddress]);
}
