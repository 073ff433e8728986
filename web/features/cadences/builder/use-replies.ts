import { useMemo } from 'react';
import type { CheckContext } from '#core/cadence/problem.ts';
import { fold } from '#core/records/fold.ts';
import { useRead } from '#web/api/hooks.ts';

/** Which addresses nobody reads the answers of. Null until it is known. */
export function useReplies(): CheckContext['replies'] | null {
  const accounts = useRead('listMailAccounts').data;
  const ownAddress = useRead('getSending').data?.from.address;
  return useMemo(() => {
    if (accounts === undefined || ownAddress === undefined) return null;
    const unread = accounts.items.filter(({ imap }) => imap === null).map(({ address }) => fold(address));
    const ownersAddresses = accounts.items.filter(({ owner }) => owner !== null).map(({ address }) => address);
    return { unread: new Set(unread), ownAddress, ownersAddresses };
  }, [accounts, ownAddress]);
}
