import { defineWords } from '#web/i18n/words.ts';

export const tagWords = defineWords('tags', {
  en: {
    add: 'Add tag',
    addHint: 'Type a tag, Enter adds it',
    showAll: 'Show all {{records}} with the tag “{{tag}}”',
    remove: 'Remove tag “{{tag}}”',
  },
  zh: {
    add: '添加标签',
    addHint: '输入标签，按 Enter 添加',
    showAll: '显示带有“{{tag}}”标签的全部{{records}}',
    remove: '移除标签“{{tag}}”',
  },
});
