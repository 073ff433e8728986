// The HTML of a mail made ready for a frame of ours. The server has cleaned it; it is cleaned once more here, and its links
// are taken out: a frame without scripts can't tell us of a click, and must not lead anywhere by itself (T4).
import DOMPurify from 'dompurify';

const LINK_LOOK = 'color: LinkText; text-decoration: underline;';

/** Pictures from elsewhere are gone already; those inside the mail are no addresses that a browser knows. */
export function inertHtml(html: string): string {
  const body = document.createElement('div');
  body.append(parse(html));
  for (const link of body.querySelectorAll('a')) {
    link.setAttribute('style', `${LINK_LOOK} ${link.getAttribute('style') ?? ''}`);
    for (const name of ['href', 'target', 'rel']) link.removeAttribute(name);
  }
  for (const picture of body.querySelectorAll('img')) picture.removeAttribute('src');
  return body.innerHTML;
}

/** What each link says in the mail; its address where it says nothing. */
export function linkTexts(html: string | null, links: readonly string[]): string[] {
  const anchors = html === null ? [] : [...parse(html).querySelectorAll('a')];
  return links.map((address) => {
    const said = anchors.find((anchor) => anchor.getAttribute('href') === address)?.textContent.trim() ?? '';
    return said === '' ? address : said.replace(/\s+/g, ' ');
  });
}

function parse(html: string): DocumentFragment {
  return DOMPurify.sanitize(html, { RETURN_DOM_FRAGMENT: true, FORBID_TAGS: ['style', 'form', 'iframe'] });
}
