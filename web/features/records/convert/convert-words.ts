import { defineWords } from '#web/i18n/words.ts';

export const convertWords = defineWords('convert', {
  en: {
    title: 'Convert {{name}}',
    text: 'The lead becomes a contact; what it says carries over. Its page stays, with its history.',
    account: 'Which account does the contact belong to?',
    newAccount: 'A new account',
    existing: 'An account that is there already',
    none: 'No account',
    accountName: 'Account name',
    which: 'Account',
    whichMissing: 'Choose the account.',
    withDeal: 'Make a deal as well',
    convert: 'Convert',
    done: '{{name}} is a contact now',
  },
  zh: {
    title: '转换“{{name}}”',
    text: '线索将转为联系人，已有信息一并带入。线索页面及其历史会保留。',
    account: '联系人属于哪个客户？',
    newAccount: '新建客户',
    existing: '已有客户',
    none: '暂不关联客户',
    accountName: '客户名称',
    which: '客户',
    whichMissing: '请选择客户。',
    withDeal: '同时创建商机',
    convert: '转换',
    done: '“{{name}}”已转为联系人',
  },
});
