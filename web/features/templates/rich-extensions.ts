// What the text editor knows: paragraphs, headings, lists, quotes, links, emphasis, and Liquid tags as things of their own.
import { type Extensions, mergeAttributes, Extension, Node } from '@tiptap/core';
import { StarterKit } from '@tiptap/starter-kit';

/** `labelOf` puts a tag into words for whoever writes. */
export function richExtensions(labelOf: (tag: string) => string): Extensions {
  return [
    StarterKit.configure({
      code: false,
      codeBlock: false,
      trailingNode: false,
      heading: { levels: [1, 2, 3] },
      link: {
        openOnClick: false,
        autolink: false,
        // A mail program decides itself how it opens links.
        HTMLAttributes: { target: null, rel: null },
      },
    }),
    styling,
    mergeTag(labelOf),
  ];
}

const STYLED = [
  'paragraph',
  'heading',
  'bulletList',
  'orderedList',
  'listItem',
  'blockquote',
  'link',
  'horizontalRule',
];

/** Browsers write styles in their own way and leave out what they don't know; here they stand as somebody wrote them. */
export const KEPT_STYLE = 'kept-style';

const styling = Extension.create({
  name: 'styling',
  addGlobalAttributes: () => [
    {
      types: STYLED,
      attributes: {
        align: { default: null },
        style: {
          default: null,
          parseHTML: (element) => element.getAttribute('style'),
          renderHTML: ({ style }) => (style === null ? {} : { style, [KEPT_STYLE]: style }),
        },
      },
    },
  ],
});

function mergeTag(labelOf: (tag: string) => string) {
  return Node.create({
    name: 'mergeTag',
    group: 'inline',
    inline: true,
    atom: true,
    addAttributes: () => ({ source: { default: '' } }),
    parseHTML: () => [{ tag: 'merge-tag' }],
    renderHTML: ({ HTMLAttributes, node }) => {
      const source = String(node.attrs['source']);
      return ['merge-tag', mergeAttributes(HTMLAttributes, { title: source }), labelOf(source)];
    },
    renderText: ({ node }) => String(node.attrs['source']),
  });
}
