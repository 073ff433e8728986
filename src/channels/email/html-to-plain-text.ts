// HTML of mail as text: for templates without a text part, and for replies that come as HTML only (quotations get ">").
import { compile } from 'html-to-text';

const convert = compile({
  wordwrap: false,
  limits: { maxInputLength: 1_000_000, maxDepth: 100 },
  selectors: [
    { selector: 'img', format: 'skip' },
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true } },
  ],
});

export function htmlToPlainText(html: string): string {
  return convert(html).trim();
}
