// Real messages of ../shared/data (not part of this repository). A sanity check; how good the reading is gets judged later.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readInbound } from './inbound.ts';
import { createTokens } from './token.ts';

const data = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
const tokens = createTokens(Buffer.from('a key that is only used in tests'));
const readAll = (folder: string) =>
  Promise.all(
    readdirSync(data + folder).map(async (name) => ({
      name,
      read: await readInbound(readFileSync(`${data}${folder}/${name}`), tokens),
    })),
  );

describe.skipIf(!existsSync(data))('real messages (skipped where ../shared/data is missing)', () => {
  test('E-6: replies are replies, with their new text and nothing of the quotation', async () => {
    const replies = await readAll('replies');
    for (const { name, read } of replies) {
      expect(read.kind, name).toBe('reply');
      if (read.kind === 'reply' && !name.startsWith('is-not-bounce')) expect(read.newText, name).toBe('Hello');
    }
    expect(replies.length).toBeGreaterThan(5);
  });

  test('E-7: bounces are read without throwing, name no delivery, and most are recognised', async () => {
    const expected = JSON.parse(readFileSync(`${data}bounces/expected.json`, 'utf8')) as Record<
      string,
      { kind: string }[]
    >;
    const bounces = await readAll('bounces/messages');
    let right = 0;
    for (const { name, read } of bounces) {
      expect(read.token, name).toBeNull();
      const found =
        read.kind === 'bounce'
          ? read.reports.map(({ result }) => (result === 'delayed' ? 'soft' : result))
          : [read.kind];
      const wanted = expected[name]?.map(({ kind }) => (kind === 'vacation' ? 'auto_reply' : kind)) ?? [];
      if (wanted.some((kind) => found.includes(kind as never))) right += 1;
    }
    // 232 of 280 on 2026-11-21, with no attempt at the free-form ones yet.
    expect(right / bounces.length).toBeGreaterThan(0.8);
  });
});
