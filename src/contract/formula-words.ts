// What is wrong with a formula, or with a record's value of it, in sentences. A code without its sentence, or missing in one
// language, does not compile.
import type { ValueProblem } from '#contract/errors.ts';
import { filled } from '#contract/value-problem-words.ts';
import type { FailureCode, FormulaProblem, FormulaProblemCode } from '#core/formulas/problem.ts';
import type { LocalizedText } from '#core/records/field.ts';

const words: Readonly<Record<FormulaProblemCode, LocalizedText>> = {
  syntax: {
    en: 'This can’t be read. Write fields by their keys, texts in quotation marks, and close every parenthesis.',
    zh: '无法识别此处内容。字段请使用其标识，文本请加引号，括号须成对。',
  },
  too_long: { en: 'The formula is longer than {max} characters.', zh: '公式超过 {max} 个字符。' },
  too_large: {
    en: 'The formula has more than {max} parts, or is nested too deep.',
    zh: '公式的组成部分超过 {max} 个，或嵌套过深。',
  },
  not_supported: {
    en: 'Formulas know fields, texts, plain numbers, operators and functions; no lists and no parts of fields.',
    zh: '公式仅支持字段、文本、普通数字、运算符和函数，不支持列表或字段的下级属性。',
  },
  field_unknown: {
    en: 'The module has no field “{field}”; it may have been retired.',
    zh: '模块中没有字段“{field}”，该字段可能已停用。',
  },
  field_itself: { en: '“{field}” can’t be worked out from itself.', zh: '“{field}”不能由自身计算得出。' },
  field_not_usable: {
    en: 'Formulas can’t use “{field}”: lookups, people, automatic numbers and the time of the last change are left out.',
    zh: '公式不能使用“{field}”：不支持关联字段、用户、自动编号和修改时间。',
  },
  formulas_in_circle: {
    en: '“{field}” is itself worked out from this field; a formula can’t go round in a circle.',
    zh: '“{field}”本身由此字段计算得出，公式之间不能循环引用。',
  },
  function_unknown: { en: 'There is no function “{name}”.', zh: '没有函数“{name}”。' },
  parts_wrong: { en: '“{name}” can’t be used with: {found}.', zh: '“{name}”不能用于：{found}。' },
  result_wrong: {
    en: 'The formula gives “{found}”, but the field holds “{wanted}”.',
    zh: '公式的结果类型为“{found}”，而字段的类型为“{wanted}”。',
  },
};

const failures: Readonly<Record<FailureCode, LocalizedText>> = {
  division_by_zero: { en: 'The formula divides by zero here.', zh: '公式在此记录中除以了零。' },
  out_of_range: {
    en: 'The formula’s result is too large for the field here.',
    zh: '公式在此记录中的结果超出字段范围。',
  },
  value_too_long: {
    en: 'The formula’s text is too long for the field here.',
    zh: '公式在此记录中的文本超出字段长度。',
  },
  value_not_fit: { en: 'The field can’t hold the formula’s result here.', zh: '公式在此记录中的结果无法存入字段。' },
};

const SHOWN = 24;
const place: LocalizedText = { en: 'At character {position} (“{rest}”): ', zh: '第 {position} 个字符处（“{rest}”）：' };
const atEnd: LocalizedText = { en: 'At the end: ', zh: '在结尾处：' };

/** `path` leads to the formula in the request. */
export function formulaProblem({ code, at, params }: FormulaProblem, text: string, path: string): ValueProblem {
  const rest = text.slice(at, at + SHOWN).trim();
  const where = rest === '' ? atEnd : filled(place, { position: at + 1, rest });
  const what = filled(words[code], params);
  return { path, code, message: { en: where.en + what.en, zh: where.zh + what.zh } };
}

export function failureWords(code: FailureCode): LocalizedText {
  return failures[code];
}
