import { choice, defineModule, field, lookup, pickList } from '#core/records/modules/define.ts';
import { description } from '#core/records/modules/shared.ts';

const types = [
  choice('Advertisement', '广告'),
  choice('Conference', '会议'),
  choice('Direct mail', '直邮'),
  choice('Email', '邮件营销'),
  choice('Partner', '合作伙伴'),
  choice('Public relations', '公关'),
  choice('Social media', '社交媒体'),
  choice('Telemarketing', '电话营销'),
  choice('Trade show', '展会'),
  choice('Webinar', '线上研讨会'),
  choice('Other', '其他'),
];

const statuses = [
  choice('Planned', '计划中', 'blue'),
  choice('Active', '进行中', 'green'),
  choice('Paused', '已暂停', 'yellow'),
  choice('Completed', '已完成', 'iris'),
  choice('Cancelled', '已取消'),
];

const memberStatuses = [
  choice('Planned', '拟邀请'),
  choice('Invited', '已邀请', 'blue'),
  choice('Responded', '已回应', 'iris'),
  choice('Registered', '已报名', 'teal'),
  choice('Attended', '已参加', 'green'),
  choice('Declined', '已谢绝', 'red'),
];

export const campaigns = defineModule({
  key: 'campaigns',
  label: ['Campaigns', '市场活动'],
  singular: ['Campaign', '市场活动'],
  sections: [
    {
      label: ['Campaign', '市场活动'],
      fields: [
        field('name', 'text', ['Campaign name', '活动名称'], { required: true }),
        pickList('campaign_type', ['Type', '活动类型'], types),
        pickList('status', ['Status', '状态'], statuses, { required: true, default: 'Planned' }),
        field('start_date', 'date', ['Start date', '开始日期']),
        field('end_date', 'date', ['End date', '结束日期']),
        lookup('parent_campaign', 'campaigns', ['Parent campaign', '上级活动']),
      ],
    },
    {
      label: ['Figures', '预算与效果'],
      fields: [
        field('budgeted_cost', 'currency', ['Budgeted cost', '预算成本'], { fractionDigits: 2 }),
        field('actual_cost', 'currency', ['Actual cost', '实际成本'], { fractionDigits: 2 }),
        field('expected_revenue', 'currency', ['Expected revenue', '预期收入'], { fractionDigits: 2 }),
        field('expected_responses', 'integer', ['Expected responses', '预期回应数']),
        field('number_sent', 'integer', ['Number sent', '发送数量']),
      ],
    },
    description,
  ],
});

export const campaignMembers = defineModule({
  key: 'campaign_members',
  label: ['Campaign members', '活动成员'],
  singular: ['Campaign member', '活动成员'],
  partOf: 'campaign',
  sections: [
    {
      label: ['Member', '成员'],
      fields: [
        lookup('campaign', 'campaigns', ['Campaign', '市场活动'], { required: true }),
        lookup('lead', 'leads', ['Lead', '线索']),
        lookup('contact', 'contacts', ['Contact', '联系人']),
        pickList('status', ['Status', '状态'], memberStatuses, { required: true, default: 'Planned' }),
        field('responded_on', 'date', ['Responded on', '回应日期']),
      ],
    },
    description,
  ],
});
