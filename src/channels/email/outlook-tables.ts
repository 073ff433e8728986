// What a layout tells Outlook for Windows alone: tables of a fixed width inside of conditional comments, which a sanitiser takes out
// with all comments. Those that hold nothing but the tags of plain tables are put back; Outlook reads nothing else in them.

const COMMENT = /<!--\[if mso(?: \| IE)?\]>((?:\s*<\/?(?:table|tr|td)(?:\s[^<>]*)?>)+\s*)<!\[endif\]-->/g;
const ATTRIBUTES = 'align|border|cellpadding|cellspacing|class|role|style|valign|width|bgcolor';
const TAG = new RegExp(
  String.raw`^<(?:\/(?:table|tr|td)|(?:table|tr|td)(?:\s+(?:${ATTRIBUTES})="[\w\s.:;,%#-]*")*\s*)>$`,
);
/** No HTML holds it: it is taken out first. */
const MARK = '\ufdef';
const PLACE = /\ufdef(\d+)\ufdef/g;

export type WithoutTables = { readonly html: string; readonly putBack: (sanitised: string) => string };

export function takeOutOutlookTables(html: string): WithoutTables {
  const comments: string[] = [];
  const without = html.replaceAll(MARK, '').replace(COMMENT, (comment, tags: string) => {
    if (!(tags.match(/<[^>]*>/g) ?? []).every((tag) => TAG.test(tag))) return '';
    comments.push(comment);
    return `${MARK}${comments.length - 1}${MARK}`;
  });
  return {
    html: without,
    putBack: (sanitised) => sanitised.replace(PLACE, (_, n: string) => comments[Number(n)] ?? ''),
  };
}
