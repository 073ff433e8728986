import { describe, expect, test } from 'vitest';
import { runApart } from './run-apart.ts';

const limits = { memoryMb: 64, timeMs: 10_000 };

describe('T21 T23: what strangers send is read apart', () => {
  test('bytes, dates and texts cross both ways', async () => {
    const input = { bytes: new Uint8Array([0, 255]), at: new Date(0), text: '合同' };
    expect(await runApart({ program: 'async (input) => input', input, limits })).toEqual({ answer: input });
  });

  test('a program that throws, ends or fills its memory is no answer, and nothing else stops', async () => {
    const programs = ['async () => { throw new Error("no") }', 'async () => process.exit(0)', FILLING];
    const answers = programs.map((program) => runApart({ program, input: {}, limits }));
    expect(await Promise.all(answers)).toEqual([null, null, null]);
  });

  test('a program that takes too long is ended', async () => {
    const endless = { program: 'async () => { for (;;); }', input: {}, limits: { ...limits, timeMs: 200 } };
    expect(await runApart(endless)).toBeNull();
  });

  test('it sees no settings of the product', async () => {
    const own = await runApart({ program: 'async () => Object.keys(process.env)', input: {}, limits });
    expect(own?.answer).not.toContain('PATH');
  });
});

const FILLING = 'async () => { const all = []; for (;;) all.push(new Array(1000).fill({})); }';
