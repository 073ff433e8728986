// Fields and choices that several modules have.
import type { Field } from '#core/records/field.ts';
import { LANGUAGE_FIELD, templateLanguages } from '#core/message/template-languages.ts';
import { choice, field, pickList, type SectionDraft } from '#core/records/modules/define.ts';

export const sources = [
  choice('Advertisement', '广告'),
  choice('Chat', '在线聊天'),
  choice('Cold call', '陌生拜访'),
  choice('Direct traffic', '直接访问'),
  choice('Email', '邮件'),
  choice('Event', '活动'),
  choice('Import', '导入'),
  choice('Organic search', '自然搜索'),
  choice('Paid search', '付费搜索'),
  choice('Partner', '合作伙伴'),
  choice('Phone', '电话'),
  choice('Referral', '推荐'),
  choice('Referral site', '推荐网站'),
  choice('Social media', '社交媒体'),
  choice('Website', '网站'),
  choice('Other', '其他'),
];

export const industries = [
  choice('Agriculture', '农业'),
  choice('Automotive', '汽车'),
  choice('Banking and insurance', '银行与保险'),
  choice('Construction', '建筑'),
  choice('Consulting', '咨询'),
  choice('Education', '教育'),
  choice('Energy', '能源'),
  choice('Government', '政府'),
  choice('Healthcare', '医疗健康'),
  choice('Hospitality and travel', '酒店与旅游'),
  choice('Logistics', '物流'),
  choice('Manufacturing', '制造'),
  choice('Media', '媒体'),
  choice('Non-profit', '非营利'),
  choice('Real estate', '房地产'),
  choice('Retail', '零售'),
  choice('Software', '软件'),
  choice('Telecommunications', '电信'),
  choice('Wholesale and trade', '批发与贸易'),
  choice('Other', '其他'),
];

export const ratings = [choice('Hot', '高', 'red'), choice('Warm', '中', 'orange'), choice('Cold', '低', 'blue')];

const salutations = [choice('Mr.', '先生'), choice('Ms.', '女士'), choice('Dr.', '博士'), choice('Prof.', '教授')];

export const description: SectionDraft = {
  label: ['Description', '描述'],
  fields: [field('description', 'long_text', ['Description', '描述'])],
};

export const consent: SectionDraft = {
  label: ['Consent', '联系许可'],
  fields: [
    field('do_not_email', 'boolean', ['Do not email', '不发邮件']),
    field('do_not_call', 'boolean', ['Do not call', '不打电话']),
  ],
};

/** As it is written on an envelope; `before` tells one address of a record from another. */
export function address(before: '' | 'billing' | 'shipping' = ''): Field[] {
  const key = (name: string) => (before === '' ? name : `${before}_${name}`);
  const en = (name: string) =>
    before === '' ? name : `${before[0]?.toUpperCase()}${before.slice(1)} ${name.toLowerCase()}`;
  const zh = (name: string) => ({ '': '', billing: '账单', shipping: '收货' })[before] + name;
  return [
    field(key('country'), 'text', [en('Country'), zh('国家')]),
    field(key('state'), 'text', [en('State or province'), zh('省/州')]),
    field(key('city'), 'text', [en('City'), zh('城市')]),
    field(key('street'), 'text', [en('Street'), zh('街道')]),
    field(key('postal_code'), 'text', [en('Postal code'), zh('邮编')]),
  ];
}

/** What a person is called. */
export const personName = [
  pickList('salutation', ['Salutation', '称谓'], salutations),
  field('first_name', 'text', ['First name', '名']),
  field('last_name', 'text', ['Last name', '姓'], { required: true }),
];

/** In which a person is written to: templates have variants (E-2). */
const language = pickList(
  LANGUAGE_FIELD,
  ['Language', '语言'],
  templateLanguages.map(({ en, zh }) => choice(en, zh)),
);

/** Where a person is written to and called. */
export const reachedBy = [
  field('email', 'email', ['Email', '邮箱']),
  field('secondary_email', 'email', ['Secondary email', '备用邮箱']),
  field('phone', 'phone', ['Phone', '电话']),
  field('mobile', 'phone', ['Mobile', '手机']),
  field('wechat', 'text', ['WeChat', '微信']),
  field('linkedin', 'url', ['LinkedIn', '领英']),
  language,
];
