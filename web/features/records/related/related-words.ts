import { defineWords } from '#web/i18n/words.ts';

export const relatedWords = defineWords('related', {
  en: {
    by: '{{list}} ({{field}})',
    new: 'New {{record}}',
    noneYet: 'Nothing yet. Add:',
    none: 'Nothing here yet.',
    showAll: 'Show all {{number}}',
    actions: 'Actions',
    actionsOf: 'More about {{name}}',
    edit: 'Edit',
    delete: 'Delete',
  },
  zh: {
    by: '{{list}}（{{field}}）',
    new: '新建{{record}}',
    noneYet: '暂无，可添加：',
    none: '暂无内容。',
    showAll: '显示全部 {{number}} 条',
    actions: '操作',
    actionsOf: '“{{name}}”的更多操作',
    edit: '编辑',
    delete: '删除',
  },
});
