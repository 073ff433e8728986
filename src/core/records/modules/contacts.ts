import { defineModule, field, lookup, pickList } from '#core/records/modules/define.ts';
import { address, consent, description, salutations, sources } from '#core/records/modules/shared.ts';

export const contacts = defineModule({
  key: 'contacts',
  label: ['Contacts', '联系人'],
  singular: ['Contact', '联系人'],
  sections: [
    {
      label: ['Person', '联系人'],
      fields: [
        pickList('salutation', ['Salutation', '称谓'], salutations),
        field('first_name', 'text', ['First name', '名']),
        field('last_name', 'text', ['Last name', '姓'], { required: true }),
        lookup('account', 'accounts', ['Account', '客户']),
        field('title', 'text', ['Title', '职位']),
        field('department', 'text', ['Department', '部门']),
        lookup('reports_to', 'contacts', ['Reports to', '直属上级']),
        field('birthday', 'date', ['Birthday', '生日']),
      ],
    },
    {
      label: ['How to reach', '联系方式'],
      fields: [
        field('email', 'email', ['Email', '邮箱']),
        field('secondary_email', 'email', ['Secondary email', '备用邮箱']),
        field('phone', 'phone', ['Phone', '电话']),
        field('mobile', 'phone', ['Mobile', '手机']),
        field('wechat', 'text', ['WeChat', '微信']),
        field('linkedin', 'url', ['LinkedIn', '领英']),
        field('assistant', 'text', ['Assistant', '助理']),
        field('assistant_phone', 'phone', ['Assistant’s phone', '助理电话']),
      ],
    },
    {
      label: ['Origin', '来源'],
      fields: [
        pickList('lead_source', ['Lead source', '线索来源'], sources),
        lookup('campaign', 'campaigns', ['Campaign', '市场活动']),
      ],
    },
    { label: ['Address', '地址'], fields: address() },
    consent,
    description,
  ],
});
