import { choice, defineModule, field, lookup, pickList } from '#core/records/modules/define.ts';
import { address, description, industries, ratings } from '#core/records/modules/shared.ts';

const types = [
  choice('Prospect', '潜在客户', 'blue'),
  choice('Customer', '成交客户', 'green'),
  choice('Partner', '合作伙伴', 'iris'),
  choice('Reseller', '经销商', 'grape'),
  choice('Supplier', '供应商', 'teal'),
  choice('Competitor', '竞争对手', 'red'),
  choice('Investor', '投资方'),
  choice('Press', '媒体'),
  choice('Other', '其他'),
];

const ownerships = [
  choice('Private', '民营'),
  choice('Public', '上市公司'),
  choice('State-owned', '国有'),
  choice('Foreign-invested', '外资'),
  choice('Government', '政府机构'),
  choice('Non-profit', '非营利'),
];

export const accounts = defineModule({
  key: 'accounts',
  label: ['Accounts', '客户'],
  singular: ['Account', '客户'],
  sections: [
    {
      label: ['Company', '公司'],
      fields: [
        field('name', 'text', ['Account name', '客户名称'], { required: true }),
        pickList('account_type', ['Type', '客户类型'], types),
        pickList('industry', ['Industry', '行业'], industries),
        pickList('rating', ['Rating', '客户等级'], ratings),
        lookup('parent_account', 'accounts', ['Parent account', '上级客户']),
        field('website', 'url', ['Website', '网站']),
        field('phone', 'phone', ['Phone', '电话']),
        field('fax', 'phone', ['Fax', '传真']),
        field('email', 'email', ['Email', '邮箱']),
      ],
    },
    {
      label: ['Size', '规模'],
      fields: [
        field('annual_revenue', 'currency', ['Annual revenue', '年收入']),
        field('employees', 'integer', ['Employees', '员工数']),
        pickList('ownership', ['Ownership', '企业性质'], ownerships),
        field('tax_number', 'text', ['Tax number', '统一社会信用代码/税号']),
        field('stock_symbol', 'text', ['Stock symbol', '股票代码']),
      ],
    },
    { label: ['Billing address', '账单地址'], fields: address('billing') },
    { label: ['Shipping address', '收货地址'], fields: address('shipping') },
    description,
  ],
});
