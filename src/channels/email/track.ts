// The HTML of one delivery made ready to go out: sanitised, links to signed click addresses, the open pixel, a link that only
// programs find (C-37), and a footer to unsubscribe where the template has none. mailto:, tel:, anchors and the unsubscribe link stay as they are; what can't
// be tracked safely keeps its own address.
import { safeStylesOf } from '#core/message/safe-styles.ts';
import { takeOutOutlookTables } from './outlook-tables.ts';
import { sanitiseOutgoing } from './sanitise-html.ts';
import { type DeliveryReference, type Tokens, trackableUrl } from './token.ts';

export type TrackingUrls = { readonly open: string; readonly unsubscribe: string };
export type Trackable = {
  readonly html: string;
  readonly text: string;
  readonly language: 'en' | 'zh';
  readonly opens: 'tracked' | 'untracked';
  readonly clicks: 'tracked' | 'untracked';
};
export type Tracking = { readonly tokens: Tokens; readonly delivery: DeliveryReference; readonly publicUrl: string };
export type Tracked = { readonly html: string; readonly text: string; readonly unsubscribeUrl: string };

const FOOTER = {
  en: { sentence: 'You no longer wish to receive these e-mails?', link: 'Unsubscribe' },
  zh: { sentence: '不想再收到此类邮件？', link: '退订' },
};

/** The addresses of a delivery that don't depend on its content; `unsubscribe` may stand in a template as a merge field. */
export function trackingUrls({ tokens, delivery, publicUrl }: Tracking): TrackingUrls {
  const base = publicUrl.replace(/\/+$/, '');
  return {
    open: `${base}/t/o/${tokens.openToken(delivery.organization, delivery.delivery)}.gif`,
    unsubscribe: `${base}/t/u/${tokens.unsubscribeToken(delivery.organization, delivery.delivery)}`,
  };
}

export function trackContent(content: Trackable, tracking: Tracking): Tracked {
  const { open, unsubscribe } = trackingUrls(tracking);
  const click = clickAddresses(tracking);
  let hasUnsubscribe = false;
  const { html, putBack } = takeOutOutlookTables(content.html);
  const body = sanitiseOutgoing(html, (href) => {
    if (href === unsubscribe) hasUnsubscribe = true;
    return href === unsubscribe || content.clicks === 'untracked' ? href : click(href);
  });
  const { sentence, link } = FOOTER[content.language];
  const footer = hasUnsubscribe
    ? ''
    : `<p style="font-size:12px;color:#6b7280">${sentence} <a href="${unsubscribe}" style="color:#6b7280">${link}</a></p>`;
  const trap = content.clicks === 'tracked' ? trapLink(tracking) : '';
  const pixel = content.opens === 'tracked' ? `<img src="${open}" width="1" height="1" alt="" style="border:0">` : '';
  const textFooter = content.text.includes(unsubscribe) ? '' : `\n\n${sentence}\n${link}: ${unsubscribe}\n`;
  return {
    html: page({ language: content.language, styles: safeStylesOf(html), body: putBack(body) + footer + trap + pixel }),
    text: content.text.trimEnd() + textFooter,
    unsubscribeUrl: unsubscribe,
  };
}

/** Nobody sees it, hears it read out, or comes to it by the keyboard: whoever follows it follows everything. */
function trapLink({ tokens, delivery, publicUrl }: Tracking): string {
  const token = tokens.trapToken(delivery.organization, delivery.delivery);
  const href = `${publicUrl.replace(/\/+$/, '')}/t/c/${token}`;
  return `<a href="${href}" rel="nofollow" aria-hidden="true" tabindex="-1" style="display:none"></a>`;
}

/** Counts the links, so that two with the same destination can be told apart. */
function clickAddresses({ tokens, delivery, publicUrl }: Tracking): (href: string) => string {
  const base = publicUrl.replace(/\/+$/, '');
  let link = 0;
  return (href) => {
    const url = trackableUrl(href);
    return url === null ? href : `${base}/t/c/${tokens.linkToken({ ...delivery, link: link++, url })}`;
  };
}

type Page = { readonly language: 'en' | 'zh'; readonly styles: string; readonly body: string };

function page({ language, styles, body }: Page): string {
  const sheet = styles === '' ? '' : `<style>${styles}</style>`;
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${sheet}`;
  const lang = language === 'zh' ? 'zh-CN' : 'en';
  return `<!doctype html>\n<html lang="${lang}"><head>${head}</head><body>\n${body}\n</body></html>\n`;
}
