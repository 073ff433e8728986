import { FAR_TOO_LONG_MS } from '#test/far-too-long.ts';
import { expect, test } from 'vitest';
import { threadSubject } from './doubt.ts';

test.each([
  'An offer for Harbour',
  'Re: An offer for Harbour',
  'RE: Re: an offer for  harbour',
  'Re[2]: An offer for Harbour',
  'AW: WG: An offer for Harbour',
  '回复：An offer for Harbour',
  '答复: 回复：An offer for Harbour',
  '[EXT] Re: An offer for Harbour',
])('K-45 %s is about the same', (subject) => expect(threadSubject(subject)).toBe('anofferforharbour'));

test('K-45 what only begins alike is another subject', () => {
  expect(threadSubject('Regarding: An offer')).not.toBe(threadSubject('An offer'));
  expect(threadSubject('您好')).toBe(threadSubject('回复: 您好 '));
});

test('T21: nothing makes it slow', () => {
  const start = performance.now();
  threadSubject('[Re: '.repeat(1_000_000));
  threadSubject('re:'.repeat(1_000_000));
  threadSubject(' '.repeat(3_000_000));
  expect(performance.now() - start).toBeLessThan(FAR_TOO_LONG_MS);
});
