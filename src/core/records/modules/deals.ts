import { choice, defineModule, field, lookup, pickList } from '#core/records/modules/define.ts';
import { description, sources } from '#core/records/modules/shared.ts';

const pipelines = [choice('Standard', '标准流程', 'iris')];

const stages = [
  choice('Qualification', '需求确认', 'blue'),
  choice('Needs analysis', '需求分析', 'teal'),
  choice('Proposal', '方案报价', 'iris'),
  choice('Negotiation', '商务谈判', 'yellow'),
  choice('Closed won', '赢单', 'green'),
  choice('Closed lost', '输单', 'red'),
];

const types = [choice('New business', '新客户'), choice('Existing business', '老客户增购'), choice('Renewal', '续约')];

const lossReasons = [
  choice('Price', '价格'),
  choice('Competitor', '竞争对手'),
  choice('No budget', '没有预算'),
  choice('No decision', '未做决定'),
  choice('Timing', '时机不合适'),
  choice('Missing feature', '功能不满足'),
  choice('Other', '其他'),
];

export const deals = defineModule({
  key: 'deals',
  label: ['Deals', '商机'],
  singular: ['Deal', '商机'],
  sections: [
    {
      label: ['Deal', '商机'],
      fields: [
        field('name', 'text', ['Deal name', '商机名称'], { required: true }),
        lookup('account', 'accounts', ['Account', '客户']),
        lookup('contact', 'contacts', ['Contact', '联系人']),
        field('amount', 'currency', ['Amount', '金额'], { fractionDigits: 2 }),
        field('closing_date', 'date', ['Closing date', '预计成交日期']),
        pickList('deal_type', ['Type', '商机类型'], types),
        field('next_step', 'text', ['Next step', '下一步']),
      ],
    },
    {
      label: ['Stage', '阶段'],
      fields: [
        pickList('pipeline', ['Pipeline', '销售流程'], pipelines, { required: true, default: 'Standard' }),
        pickList('stage', ['Stage', '阶段'], stages, { required: true, default: 'Qualification' }),
        field('probability', 'percent', ['Probability (%)', '赢单率（%）'], {
          fractionDigits: 2,
          help: {
            en: 'Follows the stage, unless you enter another one with it.',
            zh: '随阶段自动更新；也可与阶段一起另行填写。',
          },
        }),
        field('expected_revenue', 'currency', ['Expected revenue', '预期收入'], {
          readOnly: true,
          help: { en: 'Amount × probability.', zh: '金额 × 赢单率。' },
        }),
        pickList('loss_reason', ['Reason for loss', '输单原因'], lossReasons),
        field('competitors', 'text', ['Competitors', '竞争对手']),
      ],
    },
    {
      label: ['Origin', '来源'],
      fields: [
        pickList('lead_source', ['Lead source', '线索来源'], sources),
        lookup('campaign', 'campaigns', ['Campaign', '市场活动']),
      ],
    },
    description,
  ],
});
