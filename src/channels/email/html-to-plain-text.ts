// HTML of mail as text: for templates without a text part, and for replies that come as HTML. Quotations get ">"; where a
// mail program wraps the earlier message in a container of its own, it is left out, and where it only heads it, a line is
// drawn that new-text.ts knows.
import { compile, type FormatCallback } from 'html-to-text';
import { ORIGINAL_MESSAGE } from './quotation-marks.ts';

/** All of it is the earlier message. */
const CONTAINERS = [
  'div.yahoo_quoted', // Yahoo
  'div.history-quote-wrapper', // Lark, Feishu
  'div.protonmail_quote',
  'blockquote.protonmail_quote',
  'div.ntes-mailmaster-quote', // NetEase's mail app
  'div#isReplyContent', // NetEase's web mail
  'blockquote#isReplyContent',
  'div.alimail-quote', // Aliyun
  'div.moz-cite-prefix', // Thunderbird: who wrote, above the blockquote
  'div.gmail_attr', // Gmail: the same
];
/** What follows is the earlier message. */
const HEADS = [
  'div#divRplyFwdMsg', // Outlook on the web and on phones
  'div#appendonsend', // Outlook on the web, before it
  'div#mail-editor-reference-message-container', // Outlook, new
  'div#OLK_SRC_BODY_SECTION', // Outlook on the Mac
  'includetail', // QQ
  'div#original-content', // QQ, in its app
];

const markOriginal: FormatCallback = (element, walk, builder) => {
  builder.openBlock({ leadingLineBreaks: 2 });
  builder.addInline(ORIGINAL_MESSAGE);
  builder.closeBlock({ trailingLineBreaks: 2 });
  walk(element.children, builder);
};

const common = {
  wordwrap: false,
  limits: { maxInputLength: 1_000_000, maxDepth: 100 },
} as const;
const selectors = [
  { selector: 'img', format: 'skip' },
  { selector: 'a', options: { hideLinkHrefIfSameAsText: true } },
];

const convert = compile({ ...common, selectors });
const convertReply = compile({
  ...common,
  formatters: { markOriginal },
  selectors: [
    ...selectors,
    ...CONTAINERS.map((selector) => ({ selector, format: 'skip' })),
    ...HEADS.map((selector) => ({ selector, format: 'markOriginal' })),
  ],
});

const HTML_LENGTH_MAX = 300_000;
const TAGS_MAX = 20_000;

/** As much as can be read without making others wait (T21): the time goes by the tags. */
export function beginningOfHtml(html: string): string {
  const beginning = html.slice(0, HTML_LENGTH_MAX);
  let end = -1;
  for (let tag = 0; tag < TAGS_MAX; tag++) {
    end = beginning.indexOf('<', end + 1);
    if (end === -1) return beginning;
  }
  return beginning.slice(0, end);
}

export function htmlToPlainText(html: string): string {
  return convert(html).trim();
}

/** Of a reply: with marks where the earlier message begins, without what is known to be all of it. */
export function replyHtmlToText(html: string): string {
  return convertReply(html).trim();
}
