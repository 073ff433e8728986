import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readVarint, toVarint } from './varint.ts';

test('numbers come back, and only their shortest form is read', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }), (value) => {
      const bytes = toVarint(value);
      expect(readVarint(Uint8Array.from(bytes), 0)).toEqual({ value, next: bytes.length });
      expect(readVarint(Uint8Array.from(bytes.slice(0, -1)), 0)).toBeNull();
      const longer = [...bytes.slice(0, -1), (bytes.at(-1) ?? 0) | 0x80, 0];
      expect(readVarint(Uint8Array.from(longer), 0)).toBeNull();
    }),
  );
  expect(readVarint(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02), 0)).toBeNull();
});
