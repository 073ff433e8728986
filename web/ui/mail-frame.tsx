// A mail as its recipient sees it, sent or received (T4): in a frame of its own that runs nothing, fetches nothing and changes
// nothing outside. Its links lead nowhere: a frame without scripts can't tell of a click. It fills the box that it stands in.
import { safeStylesOf } from '#core/message/safe-styles.ts';
import DOMPurify, { type Config } from 'dompurify';
import { useMemo } from 'react';
import classes from '#web/ui/mail-frame.module.css';
import { styleNonce } from '#web/ui/theme.ts';

type MailFrameProps = {
  readonly html: string;
  /** For people who don't see it: whose mail this is. */
  readonly title: string;
};

/** The keyboard can scroll it. */
export function MailFrame({ html, title }: MailFrameProps) {
  const page = useMemo(() => pageOf(html), [html]);
  return <iframe className={classes['frame']} sandbox="" srcDoc={page} title={title} tabIndex={0} />;
}

/** Of a mail that says nothing about it. */
const LOOK =
  ':where(body) { margin: 16px; font: 15px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; }' +
  ':where(a) { color: LinkText; text-decoration: underline; }';

const inert = {
  USE_PROFILES: { html: true },
  WHOLE_DOCUMENT: true,
  // Of style sheets the rules that can do no harm are put back. Pictures show their text.
  FORBID_TAGS: ['style', 'form', 'input', 'button', 'select', 'textarea'],
  FORBID_ATTR: ['href', 'target', 'rel', 'src', 'srcset', 'poster', 'background'],
} as const satisfies Config;
/** What in a style could fetch something. */
const FETCHES = /url|image|import|\\/iu;

/** Frames keep to the page's content security policy: a style element needs its nonce. */
function pageOf(html: string): string {
  const page = new DOMParser().parseFromString(DOMPurify.sanitize(html, inert), 'text/html');
  for (const element of page.querySelectorAll('[style]')) {
    if (FETCHES.test(element.getAttribute('style') ?? '')) element.removeAttribute('style');
  }
  return `<!doctype html><style nonce="${styleNonce()}">${LOOK}${safeStylesOf(html)}</style>${page.documentElement.outerHTML}`;
}
