// Of the style sheets of an outgoing mail, what can do no harm: the look of classes, also by the width of the screen, as layouts need
// to be read on phones. Nothing that fetches (T4): no address, no function, no import; nothing that reaches beyond classes.

const SHEETS_LENGTH_MAX = 50_000;
const COMMENT = /\/\*(?:(?!\*\/|\/\*)[\s\S])*\*\//g;
/** Also what is meant for one mail program alone. */
const HTML_COMMENT = /<!--(?:(?!-->|<!--)[\s\S])*-->/g;
const SELECTOR = /^(?:\s*\.[a-z][\w-]*)+\s*$/i;
const SCREENS = /^@media(?: only)?(?: screen)?(?:(?: and)? ?\((?:min|max)-width: ?\d+px\))+$/i;
const DECLARATION = /^[a-z-]+\s*:[\w\s.%#,+-]+(?:!important)?$/i;

/** '' where nothing is left. */
export function safeStylesOf(html: string): string {
  const css = sheetsIn(html.replace(HTML_COMMENT, '')).join('\n').slice(0, SHEETS_LENGTH_MAX).replace(COMMENT, '');
  const safe: string[] = [];
  const open: string[] = [];
  let text = '';
  for (const part of css.split(/([{}])/)) {
    if (part === '{') open.push(text.split(';').at(-1)?.trim().replace(/\s+/g, ' ') ?? '');
    const selectors = part === '}' ? open.pop() : undefined;
    if (selectors !== undefined) safe.push(...ruleOf({ selectors, body: text, within: open }));
    text = part;
  }
  return safe.join('\n');
}

function sheetsIn(html: string): string[] {
  const sheets: string[] = [];
  const opening = /<style\b[^<>]*>/gi;
  const closing = /<\/style\b/gi;
  for (let found = opening.exec(html); found !== null; found = opening.exec(html)) {
    closing.lastIndex = opening.lastIndex;
    const end = closing.exec(html);
    if (end === null) return sheets;
    sheets.push(html.slice(opening.lastIndex, end.index));
    opening.lastIndex = end.index;
  }
  return sheets;
}

type Rule = { readonly selectors: string; readonly body: string; readonly within: readonly string[] };

function ruleOf({ selectors, body, within }: Rule): string[] {
  const declarations = body
    .split(';')
    .map((one) => one.trim())
    .filter((one) => DECLARATION.test(one));
  const isOfClasses = selectors.split(',').every((one) => SELECTOR.test(one));
  const [screens, ...more] = within;
  if (!isOfClasses || declarations.length === 0 || more.length > 0) return [];
  const rule = `${selectors} { ${declarations.join('; ')} }`;
  if (screens === undefined) return [rule];
  return SCREENS.test(screens) ? [`${screens} { ${rule} }`] : [];
}
