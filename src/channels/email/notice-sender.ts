import type { Notice, SendNotice } from '#core/message/notice.ts';
import { buildMessage } from './build-message.ts';
import { escapeHtml } from './liquid.ts';
import type { SmtpChannel } from './send-smtp.ts';
import type { Tokens } from './token.ts';

/** Nothing can stop it on the way, so the gate is open. */
export function createNoticeSender({ tokens, smtp }: { tokens: Tokens; smtp: SmtpChannel }): SendNotice {
  return async (notice) => {
    const { organization, paragraphs, link, ...envelope } = notice;
    const built = await buildMessage({
      ...envelope,
      ...bodyOf({ paragraphs, link }),
      replyTo: null,
      token: tokens.noticeToken(organization),
      unsubscribeUrl: null,
      references: [],
      isAutomatic: true,
    });
    if (built.kind === 'refused') return false;
    return (await smtp.deliver(built.mail, async () => true)).kind === 'sent';
  };
}

type Body = { readonly paragraphs: readonly string[]; readonly link: Notice['link'] | null };

/** As text and as HTML. */
export function bodyOf({ paragraphs, link }: Body): { readonly text: string; readonly html: string } {
  const written = paragraphs.map((text) => `<p>${escapeHtml(text).replace(/\n/g, '<br>\n')}</p>`);
  if (link === null) return { text: paragraphs.join('\n\n'), html: written.join('\n') };
  const leading = `<p><a href="${escapeHtml(link.url)}">${escapeHtml(link.label)}</a></p>`;
  return { text: [...paragraphs, link.url].join('\n\n'), html: [...written, leading].join('\n') };
}
