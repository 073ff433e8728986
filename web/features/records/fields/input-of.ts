// How the text of a field is written: what kind of input the browser offers.
import type { Field } from '#web/features/records/module.ts';

type Input = { readonly type: string; readonly inputMode?: 'numeric' | 'decimal' };

const inputs: Partial<Readonly<Record<Field['type'], Input>>> = {
  email: { type: 'email' },
  phone: { type: 'tel' },
  url: { type: 'url' },
  date: { type: 'date' },
  date_time: { type: 'datetime-local' },
  integer: { type: 'text', inputMode: 'numeric' },
  decimal: { type: 'text', inputMode: 'decimal' },
  currency: { type: 'text', inputMode: 'decimal' },
  percent: { type: 'text', inputMode: 'decimal' },
};

export function inputOf({ type }: Pick<Field, 'type'>): Input {
  return inputs[type] ?? { type: 'text' };
}
