import { describe, expect, test } from 'vitest';
import { languageOf } from '#core/message/language-of.ts';

describe('E-8: what we add to a message speaks its language', () => {
  test.each([
    ['您好，Ada，看板功能现已上线：https://example.com/boards', 'en', 'zh'],
    [
      'Hello 王伟 of 上海诚信贸易有限公司, boards are here. Do you have ten minutes on Thursday, or is next week better?',
      'zh',
      'en',
    ],
    ['', 'zh', 'zh'],
    ['2026-11-22', 'en', 'en'],
  ] as const)('%s', (text, otherwise, language) => {
    expect(languageOf(text, otherwise)).toBe(language);
  });
});
