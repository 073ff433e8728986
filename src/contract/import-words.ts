// What stands in files about imports.
import type { Language } from '#contract/errors.ts';

export const importFileWords: Readonly<
  Record<
    Language,
    {
      readonly row: string;
      readonly problem: string;
      /** Of rows behind the end of an import that was cancelled or failed. */
      readonly notRead: string;
      readonly failures: string;
      readonly undone: string;
      readonly headings: readonly [record: string, id: string, outcome: string, fields: string];
      readonly outcomes: Readonly<Record<'binned' | 'restored' | 'kept' | 'refused' | 'gone', string>>;
    }
  >
> = {
  en: {
    row: 'Row in the file',
    problem: 'What is wrong',
    notRead: 'Not read: the import ended before this row',
    failures: 'rows left out',
    undone: 'undone',
    headings: ['Record', 'Id', 'What became of it', 'Fields that were changed since and stay'],
    outcomes: {
      binned: 'Moved to the recycle bin',
      restored: 'Former values are back',
      kept: 'Former values are back, except where something was changed since',
      refused: 'Left as it is: its former values can’t be saved any more',
      gone: 'Was deleted before',
    },
  },
  zh: {
    row: '文件行号',
    problem: '原因',
    notRead: '未读取：导入在此行之前已终止',
    failures: '未导入的行',
    undone: '撤销结果',
    headings: ['记录', 'ID', '处理结果', '导入后又被修改、予以保留的字段'],
    outcomes: {
      binned: '已移入回收站',
      restored: '已恢复原值',
      kept: '已恢复原值（之后修改过的字段除外）',
      refused: '保持不变：原值已无法保存',
      gone: '此前已被删除',
    },
  },
};
