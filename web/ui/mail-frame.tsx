// A mail as its recipient sees it: in a frame of its own that can run nothing, reach nothing and change nothing outside. Its
// links lead nowhere: a frame without scripts can't tell of a click.
import DOMPurify from 'dompurify';
import { useMemo } from 'react';
import classes from '#web/ui/mail-frame.module.css';
import { styleNonce } from '#web/ui/theme.ts';

type MailFrameProps = {
  readonly html: string;
  /** For people who don't see it: whose mail this is. */
  readonly title: string;
};

export function MailFrame({ html, title }: MailFrameProps) {
  const page = useMemo(() => pageOf(html), [html]);
  return <iframe className={classes['frame']} sandbox="" srcDoc={page} title={title} tabIndex={0} />;
}

/** Of a mail that says nothing about it. */
const PLAIN_LOOK =
  ':where(body) { margin: 16px; font: 15px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; }';
const LINK_LOOK = 'color: LinkText; text-decoration: underline;';
const ELSEWHERE = /^\s*(?:https?:)?\/\//iu;

/** Frames keep to the page's content security policy: styles need its nonce, pictures from elsewhere show their text. */
function pageOf(html: string): string {
  const style = `<style nonce="${styleNonce()}"`;
  const own = html.replaceAll(/<style(?=[\s>])/giu, style);
  const safe = DOMPurify.sanitize(`${style}>${PLAIN_LOOK}</style>${own}`, {
    WHOLE_DOCUMENT: true,
    ADD_ATTR: ['nonce'],
    FORBID_TAGS: ['form', 'input', 'button'],
  });
  const page = new DOMParser().parseFromString(safe, 'text/html');
  for (const link of page.querySelectorAll('a')) {
    link.setAttribute('style', `${LINK_LOOK} ${link.getAttribute('style') ?? ''}`);
    for (const name of ['href', 'target', 'rel']) link.removeAttribute(name);
  }
  for (const picture of page.querySelectorAll('img')) {
    if (ELSEWHERE.test(picture.getAttribute('src') ?? '')) picture.removeAttribute('src');
    picture.removeAttribute('srcset');
  }
  return `<!doctype html>${page.documentElement.outerHTML}`;
}
