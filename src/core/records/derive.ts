// Values that the product works out from others whenever a record is saved, by whatever way it came in.
import { Decimal } from 'decimal.js';
import { type FieldValue, type FieldValues, valueOf } from '#core/records/field.ts';

/** What `given` changes beyond itself, in a record that held `before`; nothing for most modules. */
export function derivedValues(module: string, before: FieldValues, given: FieldValues): FieldValues {
  const derive = derivations[module];
  return derive === undefined ? {} : derive({ ...before, ...given }, given);
}

type Derive = (values: FieldValues, given: FieldValues) => FieldValues;

const derivations: Readonly<Record<string, Derive | undefined>> = {
  deals: (values, given) => {
    const followsStage = 'stage' in given && !('probability' in given);
    const likely = followsStage
      ? (stageProbability[String(given['stage'])] ?? null)
      : valueOf({ values }, 'probability');
    const expected = product(values['amount'], share(likely));
    return { ...(followsStage ? { probability: likely } : {}), expected_revenue: expected };
  },
  quote_lines: (values) => {
    const full = product(values['quantity'], values['unit_price']);
    const amount = product(full, new Decimal(1).minus(share(values['discount_rate']) ?? 0).toFixed());
    return { amount, tax: product(amount, share(values['tax_rate'] ?? '0')) };
  },
  quotes: (values) => {
    const parts = ['subtotal', 'tax', 'adjustment'].map((key) => decimal(values[key]) ?? new Decimal(0));
    return { total: money(parts.reduce((sum, part) => sum.plus(part))) };
  },
};

/** Percent, by the stage of a deal; a stage that an administrator added leaves it open. */
const stageProbability: Readonly<Record<string, string | undefined>> = {
  Qualification: '10',
  'Needs analysis': '25',
  Proposal: '50',
  Negotiation: '75',
  'Closed won': '100',
  'Closed lost': '0',
};

function decimal(value: FieldValue | undefined): Decimal | null {
  return value === null || value === undefined ? null : new Decimal(String(value));
}

function share(percent: FieldValue | undefined): string | null {
  return decimal(percent)?.div(100).toFixed() ?? null;
}

function product(a: FieldValue | undefined, b: FieldValue | undefined): string | null {
  const [left, right] = [decimal(a), decimal(b)];
  return left === null || right === null ? null : money(left.times(right));
}

/** Two digits, as amounts are paid; halves go up. Written as values are: without closing zeros. */
function money(amount: Decimal): string {
  const rounded = amount.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
  return rounded.isZero() ? '0' : rounded.toFixed();
}
