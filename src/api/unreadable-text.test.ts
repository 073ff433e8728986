import { expect, it } from 'vitest';
import { unreadableIn } from '#api/unreadable-text.ts';

it('T1: names the places of characters that can’t be kept, and of nothing else', () => {
  const value = { name: 'a\0b', tags: ['fine', '\ud800'], more: { '\udc00': 1, emoji: '😀', chinese: '𠮷' } };
  expect(unreadableIn(value, 'body').sort()).toEqual(['body.more', 'body.name', 'body.tags.1']);
  expect(unreadableIn('\0', 'params.name')).toEqual(['params.name']);
  expect(unreadableIn(null, 'body')).toEqual([]);
});

it('T29: looks through whatever is nested, however deep', () => {
  let nested: unknown = '\0';
  for (let depth = 0; depth < 200_000; depth += 1) nested = [nested];
  expect(unreadableIn(nested, 'body')).toHaveLength(1);
});
