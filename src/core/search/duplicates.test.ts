import { describe, expect, it } from 'vitest';
import { accounts } from '#core/records/modules/accounts.ts';
import { contacts } from '#core/records/modules/contacts.ts';
import { leads } from '#core/records/modules/leads.ts';
import { type Known, questionsAbout, reasonsFor, weightOf } from './duplicates.ts';

const known = (name: string, values: Readonly<Record<string, string>> = {}): Known => ({ name, values });

describe('likely duplicates', () => {
  it.each([
    ['same_email', known('Ada', { email: 'Ada@Moreau.invalid' }), known('Lovelace', { email: 'ada@moreau.invalid' })],
    ['same_phone', known('A', { phone: '+44 (0)20 7946 0958' }), known('B', { mobile: '020 7946 0958' })],
    ['same_phone', known('A', { mobile: '+86 138-0013-8000' }), known('B', { phone: '13800138000' })],
    [
      'same_name_and_company',
      known('Ada Moreau', { company: 'Lumière SARL' }),
      known('Moreau, Ada', { company: 'LUMIÈRE' }),
    ],
    ['same_name', known('Ada Moreau', { company: 'One' }), known('ada moreau', { company: 'Two' })],
    ['same_name', known('王小明'), known('王小明')],
    ['similar_name', known('Anna Schmidt'), known('Anna Schmitd')],
    ['similar_name', known('Jhonson John'), known('John Johnson')],
  ])('R-7 %s', (reason, one, other) => {
    expect(reasonsFor(leads, one, other)).toEqual([reason]);
    expect(reasonsFor(leads, other, one)).toEqual([reason]);
  });

  it.each([
    [known('Ada Moreau'), known('Ada Okoro')],
    [known('Jon Ek'), known('Jan Ek')],
    [known('王小明'), known('王小红')],
    [known('A', { phone: '1234' }), known('B', { phone: '+49 30 5551234' })],
    [known('A', { phone: '030 1234567' }), known('B', { phone: '030 1234568' })],
    [known('', { company: 'Acme' }), known('', { company: 'Acme' })],
    [known('Ann'), known('Anna')],
  ])('R-7 nothing speaks for %j and %j', (one, other) => {
    expect(reasonsFor(leads, one, other)).toEqual([]);
  });

  it('R-7 legal forms tell no companies apart, and an account is a company too', () => {
    expect(reasonsFor(accounts, known('Northwind Ltd.'), known('Northwind GmbH'))).toEqual(['same_name']);
    expect(reasonsFor(accounts, known('北京华信科技有限公司'), known('北京华信科技'))).toEqual(['same_name']);
    const account = '019a0000-0000-7000-8000-000000000001';
    expect(reasonsFor(contacts, known('Ada Moreau', { account }), known('Ada Moreau', { account }))).toEqual([
      'same_name_and_company',
    ]);
  });

  it('R-7 several reasons weigh more than one, and a mail address more than all but everything else', () => {
    expect(weightOf(['same_email'])).toBeGreaterThan(weightOf(['same_phone', 'same_name']));
    expect(weightOf(['same_phone', 'similar_name'])).toBeGreaterThan(weightOf(['same_name']));
  });

  it('R-7 asks for its addresses, its numbers and its name, with and without the company', () => {
    const values = { email: 'ada@moreau.invalid', phone: '020 7946 0958', company: 'Lumière' };
    const asked = questionsAbout(leads, known('Ada Moreau', values));
    expect(asked.map(({ terms, phones }) => [...terms.map(({ text }) => text), ...phones].join(' '))).toEqual([
      'ada@moreau.invalid',
      '02079460958 2079460958',
      'ada moreau lumière',
      'ada moreau',
    ]);
  });
});
