import { defineWords } from '#web/i18n/words.ts';

export const problemTexts = defineWords('builder-problems', {
  en: { templateMissing: 'Choose the template that is sent.' },
  zh: { templateMissing: '请选择要发送的模板。' },
});
