// What publishing a file would do to those enrolled, in words, in every language of the product.
import type { Language } from '#contract/history-words.ts';

export type Previewed =
  | { readonly kind: 'new'; readonly name: string }
  | { readonly kind: 'never_published' }
  | { readonly kind: 'same' }
  | {
      readonly kind: 'preview';
      readonly problems: readonly { readonly severity: 'error' | 'warning' }[];
      readonly edited: readonly string[];
      readonly stopping: number;
      readonly goingOn: number;
      readonly unenrolled: number;
      readonly exact: boolean;
    };

type Key = 'isNew' | 'neverPublished' | 'same' | 'broken' | 'nobody' | 'stopping' | 'goingOn' | 'unenrolled' | 'more';

const words: Readonly<Record<Language, Readonly<Record<Key, string>>>> = {
  en: {
    isNew: 'There is no cadence “{name}” yet: applying the file makes it.',
    neverPublished: 'It was never published, so nobody is enrolled; the differences are to its draft.',
    same: 'Both mean the same.',
    broken: 'It can’t be published: “cadenza cadence lint” tells what is wrong with it.',
    nobody: 'Publishing it stops nobody: no round is under way.',
    stopping: 'Publishing it stops {count} rounds, which have something scheduled on: {edited}.',
    goingOn: '{count} rounds go on under the new version.',
    unenrolled: '{count} rounds end at once by its unenrolment rules.',
    more: 'There are more rounds than were looked at.',
  },
  zh: {
    isNew: '还没有名为“{name}”的销售节奏：应用此文件将会创建它。',
    neverPublished: '它从未发布过，因此没有记录在其中；以上为与草稿的差异。',
    same: '两者含义相同。',
    broken: '无法发布：请用“cadenza cadence lint”查看问题。',
    nobody: '发布不会停止任何记录：目前没有进行中的纳入记录。',
    stopping: '发布将停止 {count} 条纳入记录，它们在以下跟进上已有安排：{edited}。',
    goingOn: '{count} 条纳入记录按新版本继续。',
    unenrolled: '{count} 条纳入记录将立即按释放规则结束。',
    more: '还有更多纳入记录未被检查。',
  },
};

export function sayPreview(previewed: Previewed, language: Language): string[] {
  const own = words[language];
  if (previewed.kind === 'new') return [own.isNew.replace('{name}', () => previewed.name)];
  if (previewed.kind === 'never_published') return [own.neverPublished];
  if (previewed.kind === 'same') return [own.same];
  const { problems, edited, stopping, goingOn, unenrolled, exact } = previewed;
  if (problems.some(({ severity }) => severity === 'error')) return [own.broken];
  if (stopping + goingOn + unenrolled === 0) return [own.nobody];
  const counted = (key: Key, count: number): string[] =>
    count === 0
      ? []
      : [own[key].replace('{count}', count.toLocaleString('en')).replace('{edited}', () => edited.join(', '))];
  return [
    ...counted('stopping', stopping),
    ...counted('goingOn', goingOn),
    ...counted('unenrolled', unenrolled),
    ...(exact ? [] : [own.more]),
  ];
}
