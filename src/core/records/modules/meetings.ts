import { choice, defineModule, field, lookup, pickList } from '#core/records/modules/define.ts';
import { description } from '#core/records/modules/shared.ts';

const statuses = [
  choice('Planned', '已安排', 'blue'),
  choice('Held', '已举行', 'green'),
  choice('Cancelled', '已取消'),
  choice('No-show', '对方未出席', 'red'),
];

export const meetings = defineModule({
  key: 'meetings',
  label: ['Meetings', '会议'],
  singular: ['Meeting', '会议'],
  sections: [
    {
      label: ['Meeting', '会议'],
      fields: [
        field('name', 'text', ['Subject', '主题'], { required: true }),
        pickList('status', ['Status', '状态'], statuses, { required: true, default: 'Planned' }),
        field('starts_at', 'date_time', ['Starts at', '开始时间'], { required: true }),
        field('ends_at', 'date_time', ['Ends at', '结束时间'], { required: true }),
        field('all_day', 'boolean', ['All day', '全天']),
        field('location', 'text', ['Location', '地点']),
        field('link', 'url', ['Meeting link', '会议链接']),
        field('outcome', 'long_text', ['Outcome', '会议结果']),
      ],
    },
    {
      label: ['With', '参会方'],
      fields: [
        lookup('lead', 'leads', ['Lead', '线索']),
        lookup('contact', 'contacts', ['Contact', '联系人']),
        lookup('account', 'accounts', ['Account', '客户']),
        lookup('deal', 'deals', ['Deal', '商机']),
      ],
    },
    description,
  ],
});
