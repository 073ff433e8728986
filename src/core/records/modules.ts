// The modules that the product brings along. Keys of fields are the names of columns; the values of pick lists are
// stored, compared and carried by API and files as they stand here, whatever the reader's language. Custom modules join
// them at run time, from metadata.
import type { Module } from '#core/records/field.ts';
import { accounts } from '#core/records/modules/accounts.ts';
import { campaignMembers, campaigns } from '#core/records/modules/campaigns.ts';
import { contacts } from '#core/records/modules/contacts.ts';
import { deals } from '#core/records/modules/deals.ts';
import { leads } from '#core/records/modules/leads.ts';
import { meetings } from '#core/records/modules/meetings.ts';
import { products } from '#core/records/modules/products.ts';
import { quoteLines, quotes } from '#core/records/modules/quotes.ts';

export const systemModules: readonly Module[] = [
  leads,
  contacts,
  accounts,
  deals,
  products,
  quotes,
  quoteLines,
  campaigns,
  campaignMembers,
  meetings,
];

export function systemModule(key: string): Module | undefined {
  return systemModules.find((module) => module.key === key);
}

/** Those that stand by themselves: their records are parts of no other. */
export const mainModules: readonly Module[] = systemModules.filter(({ partOf }) => partOf === undefined);
