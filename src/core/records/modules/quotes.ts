import { choice, defineModule, field, lookup, pickList } from '#core/records/modules/define.ts';
import { address, description } from '#core/records/modules/shared.ts';

const stages = [
  choice('Draft', '草稿'),
  choice('In review', '审核中', 'yellow'),
  choice('Sent', '已发送', 'blue'),
  choice('Negotiation', '商谈中', 'iris'),
  choice('Accepted', '已接受', 'green'),
  choice('Declined', '已拒绝', 'red'),
  choice('Expired', '已过期'),
];

export const quotes = defineModule({
  key: 'quotes',
  label: ['Quotes', '报价单'],
  singular: ['Quote', '报价单'],
  sections: [
    {
      label: ['Quote', '报价单'],
      fields: [
        field('number', 'auto_number', ['Number', '编号'], { readOnly: true, numbering: { prefix: 'Q-', digits: 5 } }),
        field('name', 'text', ['Subject', '主题'], { required: true }),
        lookup('deal', 'deals', ['Deal', '商机']),
        lookup('account', 'accounts', ['Account', '客户']),
        lookup('contact', 'contacts', ['Contact', '联系人']),
        pickList('stage', ['Stage', '状态'], stages, { required: true, default: 'Draft' }),
        field('valid_until', 'date', ['Valid until', '有效期至']),
        field('carrier', 'text', ['Delivery by', '交付方式']),
      ],
    },
    {
      label: ['Total', '合计'],
      fields: [
        field('subtotal', 'currency', ['Subtotal', '小计'], {
          readOnly: true,
          help: { en: 'The sum of the lines, after their discounts.', zh: '各明细行折后金额之和。' },
        }),
        field('tax', 'currency', ['Tax', '税额'], { readOnly: true }),
        field('adjustment', 'currency', ['Adjustment', '调整金额'], { fractionDigits: 2 }),
        field('total', 'currency', ['Total', '总额'], { readOnly: true }),
      ],
    },
    { label: ['Billing address', '账单地址'], fields: address('billing') },
    { label: ['Shipping address', '收货地址'], fields: address('shipping') },
    { label: ['Terms', '条款'], fields: [field('terms', 'long_text', ['Terms and conditions', '条款与条件'])] },
    description,
  ],
});

export const quoteLines = defineModule({
  key: 'quote_lines',
  label: ['Quote lines', '报价明细'],
  singular: ['Quote line', '报价明细'],
  partOf: 'quote',
  sections: [
    {
      label: ['Line', '明细'],
      fields: [
        lookup('quote', 'quotes', ['Quote', '报价单'], { required: true }),
        field('position', 'integer', ['Position', '序号']),
        lookup('product', 'products', ['Product', '产品']),
        field('name', 'text', ['Item', '项目'], { required: true }),
        field('quantity', 'decimal', ['Quantity', '数量'], { required: true, default: '1', fractionDigits: 3 }),
        field('unit_price', 'currency', ['Unit price', '单价'], { required: true, fractionDigits: 4 }),
        field('discount_rate', 'percent', ['Discount (%)', '折扣（%）'], { fractionDigits: 2 }),
        field('tax_rate', 'percent', ['Tax rate (%)', '税率（%）'], { fractionDigits: 2 }),
        field('amount', 'currency', ['Amount', '金额'], {
          readOnly: true,
          help: { en: 'Quantity × unit price, less the discount, without tax.', zh: '数量 × 单价，扣除折扣，不含税。' },
        }),
        field('tax', 'currency', ['Tax', '税额'], { readOnly: true }),
      ],
    },
    description,
  ],
});
