import { defineModule, field, lookup, pickList } from '#core/records/modules/define.ts';
import { address, consent, description, personName, reachedBy, sources } from '#core/records/modules/shared.ts';

export const contacts = defineModule({
  key: 'contacts',
  label: ['Contacts', '联系人'],
  singular: ['Contact', '联系人'],
  sections: [
    {
      label: ['Person', '联系人'],
      fields: [
        ...personName,
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
        ...reachedBy,
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
