import { defineWords } from '#web/i18n/words.ts';

export const boardWords = defineWords('board', {
  en: {
    columns: '{{module}} by {{field}}',
    without: 'Without {{field}}',
    nothingHere: 'Nothing here',
    showMore: 'Show more',
    move: 'Move {{name}}',
    howToMove:
      'Press space to pick the card up, the arrow keys left and right to choose a column, space to put it down, and escape to leave it where it was.',
    pickedUp: '{{name}} is picked up.',
    over: '{{name}} is over {{column}}.',
    overNothing: '{{name}} is over no column.',
    putDown: '{{name}} is put into {{column}}.',
    putBack: '{{name}} stays where it was.',
    stays: '“{{name}}” stays in “{{column}}”. {{why}}',
    changedMeanwhile: 'Somebody else moved it meanwhile.',
    fieldReadOnly: 'Cards can’t be moved: “{{field}}” isn’t yours to change.',
  },
  zh: {
    columns: '按{{field}}排列的{{module}}',
    without: '无{{field}}',
    nothingHere: '暂无记录',
    showMore: '显示更多',
    move: '移动{{name}}',
    howToMove: '按空格键拿起卡片，用左右方向键选择列，再按空格键放下；按 Esc 键则放回原处。',
    pickedUp: '已拿起{{name}}。',
    over: '{{name}}位于“{{column}}”。',
    overNothing: '{{name}}不在任何列上。',
    putDown: '已将{{name}}放入“{{column}}”。',
    putBack: '{{name}}留在原处。',
    stays: '“{{name}}”仍在“{{column}}”。{{why}}',
    changedMeanwhile: '其他人刚刚移动了它。',
    fieldReadOnly: '无法移动卡片：您无权更改“{{field}}”。',
  },
});
