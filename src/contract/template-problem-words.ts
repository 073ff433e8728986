// Why a template can't be filled in for a record, in sentences.
import type { ValueProblem } from '#contract/errors.ts';
import { filled } from '#contract/value-problem-words.ts';
import type { TemplateProblem } from '#core/message/template.ts';
import type { LocalizedText } from '#core/records/field.ts';

const words: Readonly<Record<TemplateProblem['kind'], LocalizedText>> = {
  empty_field: {
    en: '“{field}” is empty for this record; give it a fallback, such as {{ {field} | default: "there" }}.',
    zh: '此记录的“{field}”为空；请设置备用文字，例如 {{ {field} | default: "您好" }}。',
  },
  unknown_field: { en: 'There is no field “{field}”.', zh: '没有字段“{field}”。' },
  syntax: { en: 'Line {line}: {text}', zh: '第 {line} 行：{text}' },
  too_much: { en: 'It is longer, or more work, than any message needs: {text}', zh: '内容过长或过于复杂：{text}' },
  empty_part: { en: 'Nothing is in it for this record.', zh: '对此记录而言，该部分内容为空。' },
};

/** `variant`: its place in the list; null: the template's own content. */
export function templateProblem(problem: TemplateProblem, variant: number | null): ValueProblem {
  const { kind, part, ...params } = problem;
  const path = variant === null ? `body.${part}` : `body.variants.${variant}.${part}`;
  return { path, code: kind, message: filled(words[kind], params) };
}
