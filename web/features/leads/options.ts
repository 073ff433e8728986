// Options of the product's own pick lists are kept in English whatever the reader's language; here they are put into
// Chinese. Those of an administrator are shown as they were written.
import type { Language } from '#contract/errors.ts';

const chinese: Readonly<Record<string, string>> = {
  New: '新线索',
  'Attempted to contact': '尝试联系',
  Contacted: '已联系',
  'Contact in future': '以后联系',
  Qualified: '已确认意向',
  'Not interested': '无意向',
  Junk: '无效线索',
  Advertisement: '广告',
  Chat: '在线聊天',
  'Cold call': '陌生拜访',
  'Direct traffic': '直接访问',
  Email: '邮件',
  Event: '活动',
  Import: '导入',
  'Organic search': '自然搜索',
  'Paid search': '付费搜索',
  Partner: '合作伙伴',
  Phone: '电话',
  Referral: '推荐',
  'Referral site': '推荐网站',
  'Social media': '社交媒体',
  Website: '网站',
  Other: '其他',
  Agriculture: '农业',
  Automotive: '汽车',
  'Banking and insurance': '银行与保险',
  Construction: '建筑',
  Consulting: '咨询',
  Education: '教育',
  Energy: '能源',
  Government: '政府',
  Healthcare: '医疗健康',
  'Hospitality and travel': '酒店与旅游',
  Logistics: '物流',
  Manufacturing: '制造',
  Media: '媒体',
  'Non-profit': '非营利',
  'Real estate': '房地产',
  Retail: '零售',
  Software: '软件',
  Telecommunications: '电信',
  'Wholesale and trade': '批发与贸易',
};

export function optionLabel(option: string, language: Language): string {
  return language === 'zh' ? (chinese[option] ?? option) : option;
}

const tones: Readonly<Record<string, string>> = {
  New: 'blue',
  'Attempted to contact': 'yellow',
  Contacted: 'iris',
  'Contact in future': 'grape',
  Qualified: 'green',
};

/** A colour of the theme. */
export function optionTone(option: string): string {
  return tones[option] ?? 'gray';
}
