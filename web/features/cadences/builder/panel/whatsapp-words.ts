import { defineWords } from '#web/i18n/words.ts';

export const whatsappPanelWords = defineWords('builder-whatsapp', {
  en: {
    name: 'Name',
    nameExample: 'For example: Booking confirmed',
    template: 'Approved template',
    chooseTemplate: 'Choose a template',
    to: 'To',
    variable: 'Variable {{name}}',
    headerVariable: 'Variable {{name}} of the header',
    buttonVariable: 'End of the button’s link',
    insert: 'Insert a field',
    off: 'WhatsApp is not set up.',
    setUp: 'Open its settings',
  },
  zh: {
    name: '名称',
    nameExample: '例如：预约已确认',
    template: '已批准的模板',
    chooseTemplate: '选择模板',
    to: '收件人',
    variable: '变量 {{name}}',
    headerVariable: '标题变量 {{name}}',
    buttonVariable: '按钮链接的结尾',
    insert: '插入字段',
    off: '尚未启用 WhatsApp。',
    setUp: '打开设置',
  },
});
