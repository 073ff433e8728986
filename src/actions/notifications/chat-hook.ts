// The address of a member's chat, which is as good as a password: kept sealed, and never shown again.
import type { Seals } from '#actions/accounts/seals.ts';
import type { ChatPlace } from '#actions/notifications/chat-request.ts';
import type { ChatHook } from '#storage/notices/choices.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

function purposeOf({ seat }: Pick<Organization, 'seat'>, member: string, what: 'address' | 'secret'): string {
  return `chat ${what} ${seat.schema} ${member}`;
}

export function sealHook(
  seals: Seals,
  organization: Organization,
  { member, provider, url, secret }: ChatPlace & { readonly member: string },
): ChatHook {
  const sealed = (text: string, what: 'address' | 'secret') => seals.seal(text, purposeOf(organization, member, what));
  return {
    member,
    provider,
    host: new URL(url).host,
    address: sealed(url, 'address'),
    secret: secret === null ? null : sealed(secret, 'secret'),
  };
}

/** Null: it was sealed under another secret of the installation. */
export function openHook(
  seals: Seals,
  organization: Organization,
  { member, provider, address, secret }: ChatHook,
): ChatPlace | null {
  const url = seals.open(address, purposeOf(organization, member, 'address'));
  const opened = secret === null ? null : seals.open(secret, purposeOf(organization, member, 'secret'));
  return url === null || (secret !== null && opened === null) ? null : { provider, url, secret: opened };
}
