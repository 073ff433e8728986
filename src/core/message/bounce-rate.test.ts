import { expect, it } from 'vitest';
import { bouncesTooOften } from './bounce-rate.ts';

it.each([
  [49, 49, false],
  [50, 4, false],
  [50, 5, true],
  [1000, 99, false],
  [1000, 100, true],
])('of %i messages %i bounced: too often is %s', (attempted, bounced, isTooOften) => {
  expect(bouncesTooOften({ attempted, bounced })).toBe(isTooOften);
});
