import { defineWords } from '#web/i18n/words.ts';

export const doubtWords = defineWords('doubts', {
  en: {
    title: 'Is this a reply?',
    explain:
      'These messages may be answers to a cadence’s mail, but nothing proves it. Until somebody decides, nothing more of that round goes out.',
    question: 'Is “{{subject}}” a reply of {{name}}?',
    deleted: 'a deleted record',
    fromAt: 'From {{from}}, {{when}}.',
    mayAnswer: 'May answer “{{name}}” in',
    absence_note: 'It reads like an automatic absence note, though its mail system doesn’t say so.',
    no_thread: 'It names no message it answers; sender and subject fit.',
    shared_address:
      'It names no message it answers, and several records have the sender’s address. Confirm it for one.',
    reply: 'It is a reply',
    replyHint: 'The cadence takes it as answered when the message came.',
    no_reply: 'It is none',
    no_replyHint: 'The cadence goes on.',
    notYours: 'You may not decide about enrollments.',
    wasReply: 'Taken as a reply',
    wasNoReply: 'Not a reply: the cadence goes on',
  },
  zh: {
    title: '这是回复吗？',
    explain: '这些邮件可能是对销售节奏邮件的回复，但无法证实。在有人判断之前，该轮不会再发出任何内容。',
    question: '“{{subject}}”是 {{name}} 的回复吗？',
    deleted: '已删除的记录',
    fromAt: '来自 {{from}}，{{when}}。',
    mayAnswer: '可能是对“{{name}}”的回复，销售节奏：',
    absence_note: '内容像是外出自动回复，但邮件系统没有声明。',
    no_thread: '邮件没有指明回复的是哪一封；发件人与主题相符。',
    shared_address: '邮件没有指明回复的是哪一封，且多条记录使用发件人的地址。请为其中一条确认。',
    reply: '是回复',
    replyHint: '销售节奏按邮件到达时已回复处理。',
    no_reply: '不是回复',
    no_replyHint: '销售节奏继续进行。',
    notYours: '您没有处理纳入记录的权限。',
    wasReply: '已作为回复处理',
    wasNoReply: '不是回复，销售节奏继续进行',
  },
});
