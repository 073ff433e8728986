// The boundaries of conditions on an order: from where to where, and which ends belong to it. All calendar arithmetic of
// the criteria language is here. Dates are compared as dates in the organisation's zone, instants as instants.
import type { Literal, Span } from '#core/criteria/operators.ts';
import { spanUnits } from '#core/criteria/operators.ts';
import { daysOf, type Period } from '#core/criteria/periods.ts';
import { readScalar } from '#core/criteria/read-literal.ts';
import type { End, OrderedShape, Range } from '#core/criteria/resolved.ts';
import { addDuration, addToDate, type Duration, endOfDay, isDate, localDate, startOfDay } from '#core/time/calendar.ts';
import type { Instant } from '#core/time/instant.ts';

/** When, and on whose calendar, criteria are judged. */
export type Moment = { readonly now: Instant; readonly zone: string };

type Comparison = 'less_than' | 'at_most' | 'greater_than' | 'at_least';

/** Against a date, an instant counts by its day: at most March 1st reaches to the end of it. */
export function literalRange(comparison: Comparison, literal: Literal, shape: OrderedShape, zone: string): Range {
  const isDay = shape === 'instant' && isDate(String(literal));
  if (isDay) return dayRange(comparison, String(literal), zone);
  const value = readScalar(literal, shape);
  if (typeof value === 'boolean') throw new Error('true and false have no order');
  const inclusive = comparison === 'at_most' || comparison === 'at_least';
  const end: End = { value, inclusive };
  return comparison === 'less_than' || comparison === 'at_most'
    ? { kind: 'range', shape, from: null, to: end }
    : { kind: 'range', shape, from: end, to: null };
}

function dayRange(comparison: Comparison, day: string, zone: string): Range {
  switch (comparison) {
    case 'less_than':
      return { kind: 'range', shape: 'instant', from: null, to: until(startOfDay(day, zone)) };
    case 'at_most':
      return { kind: 'range', shape: 'instant', from: null, to: until(endOfDay(day, zone)) };
    case 'greater_than':
      return { kind: 'range', shape: 'instant', from: since(endOfDay(day, zone)), to: null };
    case 'at_least':
      return { kind: 'range', shape: 'instant', from: since(startOfDay(day, zone)), to: null };
  }
}

export type SpanOperator = 'in_last' | 'in_next' | 'more_than_ago' | 'more_than_ahead';

/**
 * Past, present and future in words that never overlap: more than N ago | in the last N, now and today included |
 * in the next N, now and today not included | more than N ahead.
 */
export function spanRange(operator: SpanOperator, span: Span, shape: OrderedShape, moment: Moment): Range {
  const duration = durationOf(span);
  const present = presentOf(shape, moment);
  const isAhead = operator === 'in_next' || operator === 'more_than_ahead';
  const edge = shift(moment, shape, isAhead ? duration : { ...duration, amount: -duration.amount });
  switch (operator) {
    case 'in_last':
      return { kind: 'range', shape, from: since(edge), to: { value: present, inclusive: true } };
    case 'in_next':
      return { kind: 'range', shape, from: { value: present, inclusive: false }, to: { value: edge, inclusive: true } };
    case 'more_than_ago':
      return { kind: 'range', shape, from: null, to: until(edge) };
    case 'more_than_ahead':
      return { kind: 'range', shape, from: { value: edge, inclusive: false }, to: null };
  }
}

export function periodRange(period: Period, shape: OrderedShape, { now, zone }: Moment): Range {
  const [first, next] = daysOf(period, localDate(now, zone));
  if (shape === 'date') return { kind: 'range', shape, from: since(first), to: until(next) };
  return { kind: 'range', shape, from: since(startOfDay(first, zone)), to: until(startOfDay(next, zone)) };
}

function presentOf(shape: OrderedShape, { now, zone }: Moment): string | number {
  return shape === 'date' ? localDate(now, zone) : now;
}

function shift({ now, zone }: Moment, shape: OrderedShape, { amount, unit }: Duration): string | number {
  if (shape !== 'date') return addDuration(now, { amount, unit }, zone);
  if (unit === 'minutes' || unit === 'hours') throw new Error('dates know no hours');
  return addToDate(localDate(now, zone), { amount, unit });
}

function durationOf(span: Span): Duration {
  for (const unit of spanUnits) {
    const amount = span[unit];
    if (amount !== undefined) return { amount, unit };
  }
  throw new Error('a span has a unit');
}

function since(value: string | number): End {
  return { value, inclusive: true };
}

function until(value: string | number): End {
  return { value, inclusive: false };
}
