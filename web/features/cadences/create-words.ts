import { defineWords } from '#web/i18n/words.ts';

export const createWords = defineWords('create-cadence', {
  en: {
    title: 'New cadence',
    name: 'Name',
    namePlaceholder: 'First contact with new leads',
    nameNeeded: 'The cadence needs a name.',
    module: 'Module',
    description: 'Description',
    startFrom: 'Start from',
    scratch: 'Nothing',
    scratchText: 'An empty canvas.',
    next: 'Next: follow-ups',
  },
  zh: {
    title: '新建销售节奏',
    name: '名称',
    namePlaceholder: '新线索首次联系',
    nameNeeded: '请填写名称。',
    module: '模块',
    description: '描述',
    startFrom: '起点',
    scratch: '空白',
    scratchText: '从空白画布开始。',
    next: '下一步：设置跟进',
  },
});
