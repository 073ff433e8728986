// An account with what belongs to it, made by whoever is signed in on the page.
import type { Page } from 'playwright-core';
import { assert } from '#core/assert.ts';

export type Customer = {
  readonly account: string;
  readonly contact: string;
  readonly deal: string;
  readonly quote: string;
};

type Values = Readonly<Record<string, unknown>>;

export async function makeCustomer(page: Page): Promise<Customer> {
  const make = (module: string, values: Values) => makeRecord(page, module, values);
  const account = await make('accounts', {
    ...{ name: 'Harbour Trading', account_type: 'Customer', industry: 'Logistics', phone: '+86 21 5555 0101' },
    ...{ website: 'https://harbour.example', employees: 240, annual_revenue: '12500000' },
  });
  const contact = await make('contacts', {
    ...{ first_name: 'Lena', last_name: 'Fischer', account, title: 'Head of Operations' },
    email: 'lena.fischer@harbour.example',
  });
  await make('contacts', { last_name: '王', first_name: '芳', account, title: '采购经理' });
  const deal = await make('deals', {
    ...{ name: 'Fleet rollout', account, contact, amount: '48000.00', stage: 'Proposal', closing_date: '2026-06-30' },
  });
  const product = await make('products', { name: 'Route planner', product_code: `RP-${account}`, unit_price: '120' });
  const quote = await make('quotes', { name: 'Fleet rollout, first offer', account, deal, contact, stage: 'Sent' });
  const line = { quote, product, name: 'Route planner', quantity: '40', unit_price: '120', tax_rate: '13' };
  await make('quote_lines', { ...line, position: 1 });
  await make('quote_lines', { quote, name: 'Training', quantity: '2', unit_price: '900', position: 2 });
  return { account, contact, deal, quote };
}

/** Its id. */
export async function makeRecord(page: Page, module: string, values: Values): Promise<string> {
  const { status, answer } = await page.evaluate(
    async ([path, body]) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(path, { method: 'POST', headers, body });
      return { status: response.status, answer: (await response.json()) as { id: string } };
    },
    [`/api/v1/${module}`, JSON.stringify({ values })] as const,
  );
  assert(status === 201, `${module}: ${JSON.stringify(answer)}`);
  return answer.id;
}
