import { defineWords } from '#web/i18n/words.ts';

export const whatIfWords = defineWords('whatIf', {
  en: {
    title: 'What would happen if',
    followUp: 'Follow-up',
    is: 'Is now',
    ask: 'Tell me',
    nothingYet: 'Nothing has been carried out yet that could be answered.',
  },
  zh: {
    title: '如果……会怎样',
    followUp: '跟进',
    is: '现在变为',
    ask: '查看结果',
    nothingYet: '还没有已执行的跟进可供操作。',
  },
});
