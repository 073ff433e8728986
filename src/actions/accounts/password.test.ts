import { parseOptions } from '@node-rs/argon2';
import { expect, it } from 'vitest';
import { hashPassword, isPassword } from '#actions/accounts/password.ts';

const PASSWORD = 'analytical engine';

it('U-3: passwords are kept as argon2id, each with a salt of its own', async () => {
  const [one, other] = [await hashPassword(PASSWORD), await hashPassword(PASSWORD)];
  expect(one).toMatch(/^\$argon2id\$/);
  expect(one).not.toBe(other);
  const { memoryCost, timeCost } = parseOptions(one);
  expect(memoryCost).toBeGreaterThanOrEqual(19_456);
  expect(timeCost).toBeGreaterThanOrEqual(2);
  expect(await isPassword(PASSWORD, one)).toBe(true);
  expect(await isPassword(`${PASSWORD} `, one)).toBe(false);
  expect(await isPassword(PASSWORD, null)).toBe(false);
});

it('T13: for nobody it takes as long as for somebody', async () => {
  const hash = await hashPassword(PASSWORD);
  const measure = async (passwordHash: string | null) => {
    const start = process.hrtime.bigint();
    await isPassword('a wrong guess', passwordHash);
    return Number(process.hrtime.bigint() - start);
  };
  const [somebody, nobody]: [number[], number[]] = [[], []];
  for (let round = 0; round < 30; round += 1) {
    somebody.push(await measure(hash));
    nobody.push(await measure(null));
  }
  const median = (values: number[]) => values.sort((a, b) => a - b)[15] ?? 0;
  const ratio = median(nobody) / median(somebody);
  expect(ratio).toBeGreaterThan(0.7);
  expect(ratio).toBeLessThan(1.4);
});
