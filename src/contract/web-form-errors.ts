// The refusals of web forms; errors.ts has the whole list.
import type { ErrorEntry } from '#contract/business-errors.ts';

export const webFormErrors = {
  too_many_web_forms: {
    status: 409,
    en: 'There can be {max} web forms; delete one that isn’t needed any more.',
    zh: '最多可有 {max} 个网页表单，请先删除不再需要的。',
  },
  web_form_field_not_askable: {
    status: 422,
    en: 'A web form can’t ask for “{field}”: it isn’t a field that you may fill in, is asked twice, or is of a type that strangers can’t enter.',
    zh: '网页表单不能包含“{field}”：您无权填写该字段、字段重复，或该类型无法由访客填写。',
  },
  web_form_field_missing: {
    status: 422,
    en: 'A lead can’t be saved without “{field}”; have the form ask for it.',
    zh: '线索必须填写“{field}”，请将其加入表单。',
  },
  web_form_address_missing: {
    status: 422,
    en: 'Only a form that asks for the email address can have it confirmed; add the field “Email”.',
    zh: '只有包含“邮箱”字段的表单才能要求确认邮箱，请添加该字段。',
  },
  web_form_site_not_valid: {
    status: 422,
    en: '“{site}” is not the address of a site: write it with https:// in front, such as https://www.example.com.',
    zh: '“{site}”不是有效的网站地址，请以 https:// 开头填写，例如 https://www.example.com。',
  },
  web_form_return_not_valid: {
    status: 422,
    en: 'The page that visitors go to afterwards must be a whole address with https:// in front.',
    zh: '提交后跳转的页面必须是以 https:// 开头的完整地址。',
  },
  web_form_owner_unknown: {
    status: 422,
    en: 'Nobody active here is meant as the owner of what comes in; choose somebody from the list.',
    zh: '指定的负责人不存在或已停用，请从列表中选择。',
  },
  web_form_answer_settled: {
    status: 409,
    en: 'Somebody has decided on this answer already; load the list anew.',
    zh: '此提交已被处理，请刷新列表。',
  },
} as const satisfies Record<string, ErrorEntry>;
