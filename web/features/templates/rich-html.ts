// Between the HTML of a template and the text editor: which HTML the editor can hold without losing anything, what the editor
// is given, and what is kept of it. What it can't hold (tables, whole documents, layouts) is edited as source.
import { generateHTML, generateJSON } from '@tiptap/core';
import { maskTags, piecesOf, placeholderOf, unmaskTags } from '#web/features/templates/liquid-source.ts';
import { KEPT_STYLE, richExtensions } from '#web/features/templates/rich-extensions.ts';

const WHOLE_DOCUMENT = /<(?:!doctype|html|head|body|!--)/iu;
const TAG_ELEMENT = 'merge-tag';

/** Whether the text editor gives back all that it is given. */
export function isRichText(source: string): boolean {
  if (WHOLE_DOCUMENT.test(source)) return false;
  const extensions = richExtensions(() => '');
  const back = fromEditor(generateHTML(generateJSON(forEditor(source), extensions), extensions));
  return unmaskTags(maskTags(source)) === source && sameMarkup(source, back);
}

/** What the editor reads: tags in texts are elements, so that they can be moved and changed as one. */
export function forEditor(source: string): string {
  const body = bodyOf(maskTags(source));
  for (const text of textsIn(body)) {
    const pieces = piecesOf(text.data);
    if (pieces.every(({ kind }) => kind === 'text')) continue;
    text.replaceWith(...pieces.map((piece) => (piece.kind === 'text' ? piece.text : tagElement(piece.text))));
  }
  for (const line of body.querySelectorAll('p > br:only-child')) if (isEmptyLine(line)) line.remove();
  return body.innerHTML;
}

/** What is kept and sent of what the editor writes. */
export function fromEditor(html: string): string {
  const body = bodyOf(html);
  for (const tag of body.querySelectorAll(TAG_ELEMENT))
    tag.replaceWith(placeholderOf(tag.getAttribute('source') ?? ''));
  for (const styled of body.querySelectorAll(`[${KEPT_STYLE}]`)) {
    styled.setAttribute('style', styled.getAttribute(KEPT_STYLE) ?? '');
    styled.removeAttribute(KEPT_STYLE);
  }
  for (const line of body.querySelectorAll('li > p:only-child')) if (line.attributes.length === 0) unwrap(line);
  // Mail programs show nothing for an empty paragraph; whoever left a line empty wants to see it.
  for (const line of body.querySelectorAll('p:empty')) line.append(document.createElement('br'));
  if (body.textContent.trim() === '' && body.querySelector('hr') === null) return '';
  return `${unmaskTags([...body.children].map((block) => block.outerHTML).join('\n'))}\n`;
}

function tagElement(source: string): Element {
  const element = document.createElement(TAG_ELEMENT);
  element.setAttribute('source', source);
  return element;
}

function bodyOf(html: string): HTMLElement {
  return new DOMParser().parseFromString(html, 'text/html').body;
}

function textsIn(root: Node): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
    if (node instanceof Text) texts.push(node);
  return texts;
}

function isEmptyLine(lineBreak: Element): boolean {
  return lineBreak.parentNode?.childNodes.length === 1;
}

function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

function sameMarkup(one: string, other: string): boolean {
  return tidied(bodyOf(maskTags(one))).isEqualNode(tidied(bodyOf(maskTags(other))));
}

const SAME_AS: Readonly<Record<string, string>> = { B: 'strong', I: 'em', DEL: 's', STRIKE: 's' };
const BLOCKS = 'body, p, h1, h2, h3, h4, h5, h6, ul, ol, li, blockquote, hr, br';

/** What shows the same is written the same: spaces that no browser shows are gone, bold is strong. */
function tidied(root: HTMLElement): HTMLElement {
  for (const element of [...root.querySelectorAll('*')]) {
    const name = SAME_AS[element.tagName];
    if (name === undefined) continue;
    const renamed = document.createElement(name);
    renamed.append(...element.childNodes);
    element.replaceWith(renamed);
  }
  root.normalize();
  for (const text of textsIn(root)) {
    let shown = text.data.replace(/[ \t\r\n\f]+/gu, ' ');
    if (text.previousSibling === null ? isBlock(text.parentNode) : isBlock(text.previousSibling))
      shown = shown.trimStart();
    if (text.nextSibling === null ? isBlock(text.parentNode) : isBlock(text.nextSibling))
      shown = shown.replace(/ $/u, '');
    if (shown === '') text.remove();
    else text.data = shown;
  }
  return root;
}

function isBlock(node: Node | null): boolean {
  return node instanceof Element && node.matches(BLOCKS);
}
