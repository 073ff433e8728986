// The leads module: the fields that the product makes. Keys are the names of the columns of m_leads; the texts of the
// pick lists are the stored values, which criteria compare and API and files carry, whatever the reader's language.
import type { Field, FieldType, LocalizedText, Module } from '#core/records/field.ts';

const leadStatuses = [
  'New',
  'Attempted to contact',
  'Contacted',
  'Contact in future',
  'Qualified',
  'Not interested',
  'Junk',
] as const;

const leadSources = [
  'Advertisement',
  'Chat',
  'Cold call',
  'Direct traffic',
  'Email',
  'Event',
  'Import',
  'Organic search',
  'Paid search',
  'Partner',
  'Phone',
  'Referral',
  'Referral site',
  'Social media',
  'Website',
  'Other',
] as const;

const industries = [
  'Agriculture',
  'Automotive',
  'Banking and insurance',
  'Construction',
  'Consulting',
  'Education',
  'Energy',
  'Government',
  'Healthcare',
  'Hospitality and travel',
  'Logistics',
  'Manufacturing',
  'Media',
  'Non-profit',
  'Real estate',
  'Retail',
  'Software',
  'Telecommunications',
  'Wholesale and trade',
  'Other',
] as const;

type Extra = Partial<Pick<Field, 'required' | 'readOnly' | 'options'>>;

function field(key: string, type: FieldType, label: LocalizedText, extra: Extra = {}): Field {
  return { key, type, label, required: false, system: true, readOnly: false, options: [], ...extra };
}

export const leads: Module = {
  key: 'leads',
  label: { en: 'Leads', zh: '线索' },
  fields: [
    field('first_name', 'text', { en: 'First name', zh: '名' }),
    field('last_name', 'text', { en: 'Last name', zh: '姓' }, { required: true }),
    field('email', 'email', { en: 'Email', zh: '邮箱' }),
    field('phone', 'phone', { en: 'Phone', zh: '电话' }),
    field('mobile', 'phone', { en: 'Mobile', zh: '手机' }),
    field('company', 'text', { en: 'Company', zh: '公司' }),
    field('title', 'text', { en: 'Title', zh: '职位' }),
    field('website', 'url', { en: 'Website', zh: '网站' }),
    field('lead_source', 'pick_list', { en: 'Lead source', zh: '线索来源' }, { options: leadSources }),
    field('lead_status', 'pick_list', { en: 'Lead status', zh: '线索状态' }, { options: leadStatuses }),
    field('industry', 'pick_list', { en: 'Industry', zh: '行业' }, { options: industries }),
    field('annual_revenue', 'currency', { en: 'Annual revenue', zh: '年收入' }),
    field('employees', 'integer', { en: 'Employees', zh: '员工数' }),
    field('country', 'text', { en: 'Country', zh: '国家' }),
    field('city', 'text', { en: 'City', zh: '城市' }),
    field('description', 'long_text', { en: 'Description', zh: '描述' }),
    field('do_not_email', 'boolean', { en: 'Do not email', zh: '不发邮件' }),
    field('do_not_call', 'boolean', { en: 'Do not call', zh: '不打电话' }),
    field('owner', 'user', { en: 'Owner', zh: '负责人' }),
    field('created_at', 'date_time', { en: 'Created at', zh: '创建时间' }, { readOnly: true }),
    field('created_by', 'user', { en: 'Created by', zh: '创建人' }, { readOnly: true }),
    field('modified_at', 'date_time', { en: 'Modified at', zh: '修改时间' }, { readOnly: true }),
  ],
};
