/** What each link says in the mail; its address where it says nothing. */
export function linkTexts(html: string | null, links: readonly string[]): string[] {
  const anchors = html === null ? [] : [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('a')];
  return links.map((address) => {
    const said = anchors.find((anchor) => anchor.getAttribute('href') === address)?.textContent.trim() ?? '';
    return said === '' ? address : said.replace(/\s+/g, ' ');
  });
}
