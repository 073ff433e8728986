import { defineWords } from '#web/i18n/words.ts';

export const formWords = defineWords('recordForm', {
  en: {
    newRecord: 'New {{record}}',
    editRecord: 'Edit {{record}}',
    create: 'Create {{record}}',
    created: '{{name}} is created',
    allFields: 'Show all fields',
  },
  zh: {
    newRecord: '新建{{record}}',
    editRecord: '编辑{{record}}',
    create: '创建{{record}}',
    created: '已创建“{{name}}”',
    allFields: '显示全部字段',
  },
});
