// HTML of mail, cleaned to a list of what is allowed (T4): no scripts, handlers, forms, frames, style sheets or addresses
// other than http(s), mailto, tel and inline images. Outgoing HTML keeps its pictures; HTML to be looked at in our own
// pages loads nothing from elsewhere.
import sanitizeHtml from 'sanitize-html';

const STRUCTURE =
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details div dl dt em ' +
  'figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q rp rt ruby s samp section ' +
  'small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr';
const EVERYWHERE = ['style', 'class', 'dir', 'lang', 'title', 'align', 'valign', 'bgcolor', 'width', 'height', 'role'];

const base: sanitizeHtml.IOptions = {
  allowedTags: STRUCTURE.split(' '),
  allowedAttributes: {
    '*': EVERYWHERE,
    a: ['href', 'name'],
    img: ['src', 'alt', 'border'],
    table: ['border', 'cellpadding', 'cellspacing'],
    td: ['colspan', 'rowspan', 'nowrap'],
    th: ['colspan', 'rowspan', 'nowrap'],
    col: ['span'],
    colgroup: ['span'],
    ol: ['start', 'type'],
    font: ['color', 'face', 'size'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['http', 'https', 'cid'] },
  allowProtocolRelative: false,
  parseStyleAttributes: false,
  nestingLimit: 100,
  nonTextTags: ['script', 'style', 'textarea', 'option', 'xmp', 'title', 'noscript', 'template'],
  // The attributes of <body> carry the look of the page: keep them on a <div>.
  transformTags: { body: 'div' },
};

/** For sending; `link` is asked for every link in order and may replace its destination. */
export function sanitiseOutgoing(html: string, link: (href: string) => string): string {
  const a: sanitizeHtml.Transformer = (tagName, attribs) =>
    attribs.href === undefined
      ? { tagName, attribs }
      : { tagName, attribs: { ...attribs, href: link(attribs.href.trim()) } };
  return sanitizeHtml(html, { ...base, transformTags: { ...base.transformTags, a } });
}

/** For a sandboxed frame in our own pages: remote pictures and styles that could fetch are gone, links open elsewhere. */
export function sanitiseForViewing(html: string): string {
  return sanitizeHtml(html, {
    ...base,
    allowedAttributes: { ...base.allowedAttributes, a: ['href', 'name', 'target', 'rel'] },
    allowedSchemesByTag: { img: ['cid'] },
    transformTags: {
      ...base.transformTags,
      a: sanitizeHtml.simpleTransform('a', { target: '_blank', rel: 'noopener noreferrer nofollow' }),
      '*': (tagName, { style, ...attribs }) =>
        style === undefined || /url|image|import|expression|[\\@]/i.test(style)
          ? { tagName, attribs }
          : { tagName, attribs: { ...attribs, style } },
    },
  });
}

/** The destinations of links that a reader sees and of pictures, as they stand in the HTML, in order; only http(s). */
export function addressesInHtml(html: string): { links: string[]; images: string[] } {
  const links: string[] = [];
  const images: string[] = [];
  const collect = (list: string[], value: string | undefined) => {
    if (value !== undefined && /^https?:\/\//i.test(value.trim())) list.push(value.trim());
  };
  sanitizeHtml(html, {
    allowedTags: [],
    nestingLimit: 100,
    onOpenTag: (name, attribs) => {
      if (name === 'a' && attribs['aria-hidden'] !== 'true') collect(links, attribs.href);
      if (name === 'img') collect(images, attribs.src);
    },
  });
  return { links, images };
}
