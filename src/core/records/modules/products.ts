import { choice, defineModule, field, lookup, pickList } from '#core/records/modules/define.ts';
import { description } from '#core/records/modules/shared.ts';

const categories = [
  choice('Hardware', '硬件'),
  choice('Software', '软件'),
  choice('Service', '服务'),
  choice('Subscription', '订阅'),
  choice('Spare part', '配件'),
  choice('Other', '其他'),
];

const units = [
  choice('Piece', '件'),
  choice('Box', '箱'),
  choice('Set', '套'),
  choice('Kilogram', '千克'),
  choice('Metre', '米'),
  choice('Hour', '小时'),
  choice('Day', '天'),
  choice('Month', '月'),
  choice('Year', '年'),
  choice('Licence', '授权'),
];

export const products = defineModule({
  key: 'products',
  label: ['Products', '产品'],
  singular: ['Product', '产品'],
  sections: [
    {
      label: ['Product', '产品'],
      fields: [
        field('name', 'text', ['Product name', '产品名称'], { required: true }),
        field('product_code', 'text', ['Product code', '产品编码'], { unique: true, lengthMax: 100 }),
        pickList('category', ['Category', '产品类别'], categories),
        field('manufacturer', 'text', ['Manufacturer', '生产厂家']),
        lookup('supplier', 'accounts', ['Supplier', '供应商']),
        field('active', 'boolean', ['Active', '在售'], { default: true }),
        field('sales_start', 'date', ['On sale from', '开始销售日期']),
        field('sales_end', 'date', ['On sale until', '停止销售日期']),
      ],
    },
    {
      label: ['Price', '价格'],
      fields: [
        field('unit_price', 'currency', ['Unit price', '单价'], { fractionDigits: 4 }),
        field('cost_price', 'currency', ['Cost price', '成本价'], { fractionDigits: 4 }),
        pickList('unit', ['Unit', '计量单位'], units),
        field('tax_rate', 'percent', ['Tax rate (%)', '税率（%）'], { fractionDigits: 2 }),
        field('commission_rate', 'percent', ['Commission rate (%)', '佣金比例（%）'], { fractionDigits: 2 }),
      ],
    },
    {
      label: ['Stock', '库存'],
      fields: [
        field('stock', 'decimal', ['Quantity in stock', '库存数量'], { fractionDigits: 3 }),
        field('reorder_level', 'decimal', ['Reorder level', '补货下限'], { fractionDigits: 3 }),
      ],
    },
    description,
  ],
});
