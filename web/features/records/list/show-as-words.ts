import { defineWords } from '#web/i18n/words.ts';

export const showAsWords = defineWords('showAs', {
  en: {
    list: 'List',
    showAs: 'Show as',
    boardBy: 'Board by {{field}}',
    keepInView: 'Keep for “{{view}}”',
    kept: 'The view “{{view}}” is changed',
  },
  zh: {
    list: '列表',
    showAs: '显示方式',
    boardBy: '{{field}}看板',
    keepInView: '保存到视图“{{view}}”',
    kept: '已更新视图“{{view}}”',
  },
});
