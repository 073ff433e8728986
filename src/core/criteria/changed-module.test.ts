import { describe, expect, it } from 'vitest';
import type { Module } from '#core/records/field.ts';
import { accounts } from '#core/records/modules/accounts.ts';
import { contacts } from '#core/records/modules/contacts.ts';
import { leads } from '#core/records/modules/leads.ts';
import { withChanged } from './changed-module.ts';

const beyond = { related: { account_id: accounts, lead_id: leads }, people: new Map() };
const own: Module = { ...contacts, beyond };
const changed: Module = { ...accounts, fields: accounts.fields.slice(1) };

describe('a module as it would be', () => {
  it('V-1 is the changed one itself, and reaches what it reached', () => {
    const without: Module = { ...contacts, fields: contacts.fields.slice(1) };
    expect(withChanged(own, { key: 'contacts', module: without })).toEqual({ ...without, beyond });
    expect(withChanged(contacts, { key: 'contacts', module: without })).toBe(without);
  });

  it('V-1 reaches the changed one over its lookups, and no more where that would be gone', () => {
    const reaching = (module: Module | null) => withChanged(own, { key: 'accounts', module })?.beyond?.related;
    expect(reaching(changed)).toEqual({ account_id: changed, lead_id: leads });
    expect(reaching(null)).toEqual({ lead_id: leads });
  });

  it('V-1 is nothing where it would be gone, or was not there', () => {
    expect(withChanged(own, { key: 'contacts', module: null })).toBeNull();
    expect(withChanged(null, { key: 'contacts', module: contacts })).toBeNull();
  });
});
