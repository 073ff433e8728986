import { expect, it } from 'vitest';
import { formulaProblem } from './formula-words.ts';

it('R-2 says where and what is wrong with a formula, in both languages', () => {
  const text = 'amount - prize';
  const problem = formulaProblem({ code: 'field_unknown', at: 9, params: { field: 'prize' } }, text, 'body.formula');
  expect(problem.message).toEqual({
    en: 'At character 10 (“prize”): The module has no field “prize”; it may have been retired.',
    zh: '第 10 个字符处（“prize”）：模块中没有字段“prize”，该字段可能已停用。',
  });
  const end = formulaProblem({ code: 'syntax', at: 9, params: {} }, 'amount - ', 'body.formula');
  expect(end.message.en).toMatch(/^At the end: This can’t be read/);
  expect(end.message.zh).toMatch(/^在结尾处：/);
});
