// What zod finds wrong with the shape of a file, in sentences. Refinements bring their own.
import type { Language } from '#contract/errors.ts';
import type { LocalizedText } from '#core/records/field.ts';

/** What zod tells of a problem before it becomes text. */
export type RawIssue = {
  readonly code: string;
  readonly input?: unknown;
  readonly expected?: unknown;
  readonly keys?: readonly string[];
  readonly values?: readonly unknown[];
  readonly maximum?: unknown;
  readonly origin?: string;
};

const kinds: Readonly<Record<string, LocalizedText>> = {
  string: { en: 'a text', zh: '文本' },
  number: { en: 'a number', zh: '数字' },
  int: { en: 'a whole number', zh: '整数' },
  boolean: { en: 'true or false', zh: 'true 或 false' },
  array: { en: 'a list', zh: '列表' },
  object: { en: 'a group of keys and values', zh: '一组键和值' },
  record: { en: 'a group of keys and values', zh: '一组键和值' },
};

/** Undefined: zod’s own words will do. */
export function sayShape(issue: RawIssue, language: Language): string | undefined {
  const { en, zh } = wordsOf(issue) ?? {};
  return language === 'zh' ? zh : en;
}

function wordsOf({
  code,
  input,
  expected,
  keys = [],
  values = [],
  maximum,
  origin,
}: RawIssue): LocalizedText | undefined {
  if (code === 'invalid_type') {
    const kind = kinds[String(expected)] ?? { en: String(expected), zh: String(expected) };
    if (input === undefined)
      return { en: `It is missing; ${kind.en} belongs here.`, zh: `缺少内容；此处应为${kind.zh}。` };
    return { en: `Here belongs ${kind.en}.`, zh: `此处应为${kind.zh}。` };
  }
  if (code === 'unrecognized_keys') {
    const named = keys.map((key) => `“${key}”`);
    return {
      en: `${named.join(', ')} can’t stand here; check the spelling.`,
      zh: `此处不能有${named.join('、')}，请检查拼写。`,
    };
  }
  if (code === 'invalid_value') {
    if (input === undefined)
      return {
        en: `It is missing; one of ${values.join(', ')} belongs here.`,
        zh: `缺少内容；应为 ${values.join('、')} 之一。`,
      };
    return { en: `It must be one of ${values.join(', ')}.`, zh: `必须是 ${values.join('、')} 之一。` };
  }
  if (code === 'too_small' && origin === 'string') return { en: 'A text is needed.', zh: '不能为空。' };
  if (code === 'too_big')
    return { en: `It is too long or too large; ${String(maximum)} is the most.`, zh: `超出上限 ${String(maximum)}。` };
  return undefined;
}
