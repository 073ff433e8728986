import { choice, defineModule, field, lookup, pickList } from '#core/records/modules/define.ts';
import {
  address,
  consent,
  description,
  industries,
  personName,
  ratings,
  reachedBy,
  sources,
} from '#core/records/modules/shared.ts';

const statuses = [
  choice('New', '新线索', 'blue'),
  choice('Attempted to contact', '尝试联系', 'yellow'),
  choice('Contacted', '已联系', 'iris'),
  choice('Contact in future', '以后联系', 'grape'),
  choice('Qualified', '已确认意向', 'green'),
  choice('Not interested', '无意向'),
  choice('Junk', '无效线索'),
];

export const leads = defineModule({
  key: 'leads',
  label: ['Leads', '线索'],
  singular: ['Lead', '线索'],
  sections: [
    {
      label: ['Person', '联系人'],
      fields: [
        ...personName,
        field('title', 'text', ['Title', '职位']),
        field('department', 'text', ['Department', '部门']),
        field('company', 'text', ['Company', '公司']),
        ...reachedBy,
        field('website', 'url', ['Website', '网站']),
      ],
    },
    {
      label: ['Qualification', '意向判断'],
      fields: [
        pickList('lead_status', ['Lead status', '线索状态'], statuses),
        pickList('lead_source', ['Lead source', '线索来源'], sources),
        pickList('rating', ['Rating', '意向等级'], ratings),
        pickList('industry', ['Industry', '行业'], industries),
        field('annual_revenue', 'currency', ['Annual revenue', '年收入']),
        field('employees', 'integer', ['Employees', '员工数']),
        field('budget', 'currency', ['Budget', '预算']),
        field('score', 'integer', ['Score', '评分']),
        lookup('campaign', 'campaigns', ['Campaign', '市场活动']),
      ],
    },
    { label: ['Address', '地址'], fields: address() },
    {
      label: ['Conversion', '转换'],
      fields: [
        field('converted_at', 'date_time', ['Converted at', '转换时间'], { readOnly: true }),
        lookup('converted_contact', 'contacts', ['Contact', '转换的联系人'], { readOnly: true }),
        lookup('converted_account', 'accounts', ['Account', '转换的客户'], { readOnly: true }),
        lookup('converted_deal', 'deals', ['Deal', '转换的商机'], { readOnly: true }),
      ],
    },
    consent,
    description,
  ],
});
