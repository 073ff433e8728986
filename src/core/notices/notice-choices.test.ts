import { expect, it } from 'vitest';
import { mailDueAt } from './notice-choices.ts';

// Monday 09:20 in Shanghai.
const NOW = Date.UTC(2026, 2, 2, 1, 20);

it('N-1 mail goes out at once, with the hour, or at eight in the morning', () => {
  const due = (choice: Parameters<typeof mailDueAt>[0], now = NOW) => mailDueAt(choice, now, 'Asia/Shanghai');
  expect(due('off')).toBeNull();
  expect(due('at_once')).toBe(NOW);
  expect(due('hourly')).toBe(Date.UTC(2026, 2, 2, 2));
  expect(due('daily')).toBe(Date.UTC(2026, 2, 3, 0));
  expect(due('daily', Date.UTC(2026, 2, 1, 23))).toBe(Date.UTC(2026, 2, 2, 0));
});
