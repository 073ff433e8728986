// Real messages of ../shared/data (not part of this repository).
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { bounceAgreement, hardBouncesIn } from '#test/bounce-agreement.ts';
import { readInbound } from './inbound.ts';
import { createTokens } from './token.ts';

const data = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
const tokens = createTokens(Buffer.from('a key that is only used in tests'));

describe.skipIf(!existsSync(data))('real messages (skipped where ../shared/data is missing)', () => {
  test('E-6: replies are replies, with their new text and nothing of the quotation', async () => {
    const names = readdirSync(`${data}replies`);
    for (const name of names) {
      const read = await readInbound(readFileSync(`${data}replies/${name}`), tokens);
      if (read.kind !== 'reply') throw new Error(`${name} read as ${read.kind}`);
      expect(read.doubt, name).toBeNull();
      if (!name.startsWith('is-not-bounce')) expect(read.newText, name).toBe('Hello');
    }
    expect(names.length).toBeGreaterThan(5);
  });

  test('E-7, P26: bounces are read as the reference reads them, and nothing else is a hard one', async () => {
    const { asked, falselyHard } = await bounceAgreement(`${data}bounces/messages`, `${data}bounces/expected.json`);
    expect(asked.kind.right / asked.kind.of).toBeGreaterThanOrEqual(0.96);
    expect(asked.status.right / asked.status.of).toBeGreaterThanOrEqual(0.95);
    expect(asked.replyCode.right / asked.replyCode.of).toBeGreaterThanOrEqual(0.95);
    expect([...falselyHard, ...(await hardBouncesIn(`${data}replies`))]).toEqual([]);
  });

  test('T16: none of them names a delivery of ours', async () => {
    for (const name of readdirSync(`${data}bounces/messages`).slice(0, 50)) {
      const read = await readInbound(readFileSync(`${data}bounces/messages/${name}`), tokens);
      expect(read.token, name).toBeNull();
    }
  });
});
