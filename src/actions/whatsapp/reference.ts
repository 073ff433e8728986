// What is sent along with each message and comes back with everything that happens to it: whose delivery it is.
import type { Organization } from '#storage/organizations/organizations.ts';

type Whose = Pick<Organization, 'publicId'>;

export function referenceOf({ publicId }: Whose, delivery: string): string {
  return `cadenza.${publicId}.${delivery}`;
}

/** Null: it isn't one of this organisation's. */
export function deliveryIn({ publicId }: Whose, reference: string | null): string | null {
  const prefix = `cadenza.${publicId}.`;
  if (reference === null || !reference.startsWith(prefix)) return null;
  const delivery = reference.slice(prefix.length);
  return /^\d{1,18}$/.test(delivery) ? delivery : null;
}
