import { describe, expect, it } from 'vitest';
import { createSeals } from '#actions/accounts/seals.ts';

describe('T11 seals', () => {
  const seals = createSeals('a secret of tests that is long enough');
  const sealed = seals.seal('otpauth 秘密', 'two-factor of 7');

  it('open with the same secret, for the same purpose', () => {
    expect(seals.open(sealed, 'two-factor of 7')).toBe('otpauth 秘密');
    expect(Buffer.from(sealed).toString('latin1')).not.toContain('otpauth');
    expect(seals.seal('otpauth 秘密', 'two-factor of 7')).not.toEqual(sealed);
  });

  it('stay closed for another purpose, another secret, and when anything was changed', () => {
    expect(seals.open(sealed, 'two-factor of 8')).toBeNull();
    expect(createSeals('another secret of the tests').open(sealed, 'two-factor of 7')).toBeNull();
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Uint8Array.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(seals.open(changed, 'two-factor of 7')).toBeNull();
    }
    expect(seals.open(new Uint8Array(5), 'two-factor of 7')).toBeNull();
  });
});
