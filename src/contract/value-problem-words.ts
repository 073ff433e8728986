// What can be wrong with values, criteria and views, in sentences. {words} in braces are filled in.
import type { ValueProblem } from '#contract/errors.ts';
import type { Problem as CriteriaProblem, ProblemCode as CriteriaProblemCode } from '#core/criteria/problem.ts';
import type { LocalizedText } from '#core/records/field.ts';
import type { FieldProblem, ProblemRule } from '#core/records/field-problem.ts';
import type { LayoutProblem } from '#core/records/layout.ts';

const fieldWords: Readonly<Record<ProblemRule, LocalizedText>> = {
  unknown_field: { en: 'There is no such field.', zh: '没有此字段。' },
  read_only: { en: 'The product keeps this field itself.', zh: '此字段由系统维护，不能写入。' },
  required: { en: 'A value is needed.', zh: '必须填写。' },
  wrong_type: { en: 'The value has the wrong type for this field.', zh: '值的类型与此字段不符。' },
  too_long: { en: 'The text is too long.', zh: '文本过长。' },
  bad_characters: { en: 'The text has characters that can’t be kept.', zh: '文本含有无法保存的字符。' },
  not_an_email: { en: 'This is not a mail address.', zh: '这不是有效的邮箱地址。' },
  not_a_phone: { en: 'This is not a phone number.', zh: '这不是有效的电话号码。' },
  not_a_url: { en: 'This is not a web address.', zh: '这不是有效的网址。' },
  not_whole: { en: 'A whole number is needed.', zh: '必须是整数。' },
  not_a_decimal: { en: 'A number is needed.', zh: '必须是数字。' },
  out_of_range: { en: 'The value is too small or too large.', zh: '值超出范围。' },
  too_precise: { en: 'The number has too many digits; send it as text.', zh: '数字位数过多，请以文本形式发送。' },
  too_many_decimals: { en: 'The number has more decimals than this field takes.', zh: '小数位数超过此字段的限制。' },
  not_a_date: { en: 'A date is written YYYY-MM-DD.', zh: '日期格式为 YYYY-MM-DD。' },
  not_a_date_time: {
    en: 'A date-time is ISO 8601 with an offset, such as 2026-03-02T09:00:00Z.',
    zh: '日期时间须为带时区的 ISO 8601 格式，例如 2026-03-02T09:00:00Z。',
  },
  not_an_option: { en: 'This is none of the field’s options.', zh: '这不是该字段的选项。' },
  not_an_id: { en: 'An id is needed.', zh: '必须是标识（id）。' },
  not_a_member: { en: 'No active user of the organisation has this id.', zh: '组织中没有此用户，或该用户已停用。' },
  not_a_record: { en: 'There is no such record, or it is in the recycle bin.', zh: '没有此记录，或记录已在回收站中。' },
  not_yours: {
    en: 'The record that has this value belongs to somebody else; you may not change it.',
    zh: '拥有此值的记录属于他人，您无权修改。',
  },
  not_unique: { en: 'Another record has this value already.', zh: '已有其他记录使用此值。' },
  bad_encoding: { en: 'The cell is not text in the file’s encoding.', zh: '单元格内容与文件编码不符。' },
  broken_row: { en: 'The row has more cells than the heading.', zh: '该行的单元格多于表头。' },
};

const criteriaWords: Readonly<Record<CriteriaProblemCode, LocalizedText>> = {
  not_criteria: {
    en: 'A condition or a group (all, any, not) belongs here.',
    zh: '此处应为条件或条件组（all、any、not）。',
  },
  key_unknown: { en: '“{key}” has no place here.', zh: '此处不应有“{key}”。' },
  not_a_list: { en: 'A list belongs here.', zh: '此处应为列表。' },
  group_empty: {
    en: 'An “any” without parts is met by no record; add a condition.',
    zh: '空的“any”条件组不匹配任何记录，请添加条件。',
  },
  too_deep: { en: 'Groups are nested more than {max} deep.', zh: '条件组嵌套超过 {max} 层。' },
  too_many_parts: { en: 'There are more than {max} conditions and groups.', zh: '条件和条件组超过 {max} 个。' },
  field_missing: { en: 'The condition names no field.', zh: '条件未指定字段。' },
  field_unknown: { en: 'The module has no field “{field}”.', zh: '模块中没有字段“{field}”。' },
  operator_missing: { en: 'The condition has no operator.', zh: '条件缺少运算符。' },
  operator_unknown: { en: 'There is no operator “{operator}”.', zh: '没有运算符“{operator}”。' },
  operators_several: { en: 'A condition has exactly one operator.', zh: '一个条件只能有一个运算符。' },
  operator_not_of_field: {
    en: 'This operator doesn’t fit the field “{field}”.',
    zh: '此运算符不适用于字段“{field}”。',
  },
  operand_wrong: { en: 'The value doesn’t fit the field and the operator.', zh: '值与字段及运算符不符。' },
  text_empty: { en: 'The text is empty; use is_empty.', zh: '文本为空；请使用 is_empty。' },
  text_too_long: { en: 'The text is longer than {max}.', zh: '文本超过 {max} 个字符。' },
  text_not_storable: { en: 'The text has characters that can’t be kept.', zh: '文本含有无法保存的字符。' },
  option_unknown: { en: 'This is none of the field’s options.', zh: '这不是该字段的选项。' },
  list_empty: { en: 'The list is empty.', zh: '列表为空。' },
  list_too_long: { en: 'The list has more than {max} values.', zh: '列表中的值超过 {max} 个。' },
  ends_reversed: { en: 'The first end lies after the second.', zh: '起点在终点之后。' },
  unit_wrong: {
    en: 'A span has exactly one unit, such as { days: 30 }.',
    zh: '时间跨度只能有一个单位，例如 { days: 30 }。',
  },
  amount_out_of_range: { en: 'The amount must lie between 1 and {max}.', zh: '数量须在 1 到 {max} 之间。' },
  people_wrong: {
    en: 'Name one role or one team by its id, such as { team: "0198f0a0-…" }.',
    zh: '须以 id 指定一个角色或一个团队，例如 { team: "0198f0a0-…" }。',
  },
  people_unknown: {
    en: 'There is no role or team “{id}” here; choose one that exists.',
    zh: '没有角色或团队“{id}”，请选择已有的角色或团队。',
  },
};

/** Of a view beside its criteria; `value` is what was wanted. */
export type ViewProblemRule =
  | 'required'
  | 'too_long'
  | 'bad_characters'
  | 'unknown_field'
  | 'named_twice'
  | 'not_sortable'
  | 'not_a_pick_list'
  | 'not_for_audience';

const viewWords: Readonly<Record<ViewProblemRule, LocalizedText>> = {
  required: fieldWords.required,
  too_long: fieldWords.too_long,
  bad_characters: fieldWords.bad_characters,
  unknown_field: { en: 'The module has no field “{value}”.', zh: '模块中没有字段“{value}”。' },
  named_twice: { en: 'The column “{value}” is named twice.', zh: '列“{value}”重复。' },
  not_sortable: { en: 'Nothing can be sorted by “{value}”.', zh: '无法按“{value}”排序。' },
  not_a_pick_list: {
    en: 'A board needs a pick list for its columns, and “{value}” is none.',
    zh: '看板的列来自单选字段，而“{value}”不是单选字段。',
  },
  not_for_audience: {
    en: 'The view is the audience of {cadences}, and an audience can’t ask: {en}. Make another view for it, or give the cadences another audience.',
    zh: '此视图是{cadences}的受众，受众不能包含此条件：{zh}。请另建视图，或为这些销售节奏更换受众。',
  },
};

/** A value of a record; `path` leads to the values in the request. */
export function fieldProblem({ field, rule }: FieldProblem, path: string): ValueProblem {
  return { path: field === '' ? path : `${path}.${field}`, code: rule, message: fieldWords[rule] };
}

/** A part of criteria; `path` leads to the criteria in the request. */
export function criteriaProblem(problem: CriteriaProblem, path: string): ValueProblem {
  const inside = problem.path.replaceAll('/', '.');
  const message = filled(criteriaWords[problem.code], problem.params);
  return { path: inside === '' ? path : `${path}.${inside}`, code: problem.code, message };
}

export function viewProblem(
  rule: ViewProblemRule,
  path: string,
  params: Readonly<Record<string, string>> = {},
): ValueProblem {
  return { path, code: rule, message: filled(viewWords[rule], params) };
}

const layoutWords: Readonly<Record<LayoutProblem['rule'], LocalizedText>> = {
  bad_label: {
    en: 'A section needs a name in both languages, of at most 100 signs each.',
    zh: '分区需要中英文两个名称，每个最多 100 个字符。',
  },
  unknown_field: { en: 'The module has no field “{value}”.', zh: '模块中没有字段“{value}”。' },
  named_twice: { en: '“{value}” stands in the layout already.', zh: '“{value}”已在布局中。' },
};

export function layoutProblem(problem: LayoutProblem): ValueProblem {
  const { rule, section } = problem;
  const value = 'field' in problem ? problem.field : '';
  const part = rule === 'bad_label' ? 'label' : 'fields';
  return { path: `body.sections.${section}.${part}`, code: rule, message: filled(layoutWords[rule], { value }) };
}

/** What is wrong with a value of the rule, without a place in a request: for the rows of an import. */
export function fieldRuleWords(rule: ProblemRule): LocalizedText {
  return fieldWords[rule];
}

export function filled(text: LocalizedText, params: Readonly<Record<string, string | number>>): LocalizedText {
  const fill = (sentence: string): string =>
    sentence.replace(/\{(\w+)\}/g, (whole, word: string) => String(params[word] ?? whole));
  return { en: fill(text.en), zh: fill(text.zh) };
}
