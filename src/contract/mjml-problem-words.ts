// Why MJML can't be compiled, in sentences that name the line.
import type { ValueProblem } from '#contract/errors.ts';
import { filled } from '#contract/value-problem-words.ts';
import type { MjmlProblem } from '#core/message/mjml.ts';
import type { LocalizedText } from '#core/records/field.ts';

const words: Readonly<Record<MjmlProblem['why'], LocalizedText>> = {
  not_mjml: {
    en: 'It has to begin with <mjml>, with <mj-body> inside.',
    zh: '必须以 <mjml> 开头，其中包含 <mj-body>。',
  },
  unknown_element: {
    en: 'There is no element {element}, or mail programs don’t show it.',
    zh: '没有元素 {element}，或邮件程序无法显示该元素。',
  },
  no_include: {
    en: '{element} isn’t possible: a template reads no files. Put the content itself here.',
    zh: '不支持 {element}：模板不读取文件。请直接写入内容。',
  },
  wrong_place: { en: '{element} can’t stand here.', zh: '{element} 不能放在此处。' },
  stray_text: {
    en: 'Text and merge tags can’t stand right inside {element}; put them into <mj-text>, or {% if %} into <mj-raw>.',
    zh: '文字与合并标签不能直接放在 {element} 中；请放入 <mj-text>，{% if %} 请放入 <mj-raw>。',
  },
  attribute_missing: {
    en: '{element} needs src: the address of a picture.',
    zh: '{element} 需要 src，即图片地址。',
  },
  attribute_broken: {
    en: 'An attribute of {element} can’t be read; write name="value".',
    zh: '无法读取 {element} 的属性；请写作 name="value"。',
  },
  not_closed: { en: '{element} is never closed.', zh: '{element} 没有结束标签。' },
  closed_wrongly: {
    en: '{element} is closed here, but another element is open.',
    zh: '此处结束的是 {element}，但尚未结束的是其他元素。',
  },
  tag_broken: {
    en: 'A tag can’t be read; write &lt; for a “less than”.',
    zh: '无法读取标签；小于号请写作 &lt;。',
  },
  too_deep: { en: '{element} is nested too deeply.', zh: '{element} 嵌套过深。' },
  too_much: { en: 'It is longer than any message needs.', zh: '内容过长，超出邮件所需。' },
  not_compiled: { en: 'It can’t be read as MJML.', zh: '无法作为 MJML 读取。' },
};

const LINE: LocalizedText = { en: 'Line {line}: ', zh: '第 {line} 行：' };

/** `variant`: its place in the list; null: the template's own content. */
export function mjmlProblem({ line, element, why }: MjmlProblem, variant: number | null): ValueProblem {
  const path = variant === null ? 'body.mjml' : `body.variants.${variant}.mjml`;
  const params = { line: String(line), element };
  const text = { en: LINE.en + words[why].en, zh: LINE.zh + words[why].zh };
  return { path, code: why, message: filled(text, params) };
}
