import { defineWords } from '#web/i18n/words.ts';

/** For what is not chosen yet: the sentences of the contract would name nothing. */
export const problemTexts = defineWords('builder-problems', {
  en: {
    template_unknown: 'Choose the template that is sent.',
    whatsapp_template_unknown: 'Choose the template that is sent.',
    trigger_link_invalid: 'Say which link, with https://.',
    view_unknown: 'Choose the view whose records are taken in.',
  },
  zh: {
    template_unknown: '请选择要发送的模板。',
    whatsapp_template_unknown: '请选择要发送的模板。',
    trigger_link_invalid: '请填写链接，包含 https://。',
    view_unknown: '请选择要纳入其记录的视图。',
  },
});
