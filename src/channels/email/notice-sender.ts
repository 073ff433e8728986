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
      replyTo: null,
      text: [...paragraphs, link.url].join('\n\n'),
      html: htmlOf(notice),
      token: tokens.noticeToken(organization),
      unsubscribeUrl: null,
      references: [],
      isAutomatic: true,
    });
    if (built.kind === 'refused') return false;
    return (await smtp.deliver(built.mail, async () => true)).kind === 'sent';
  };
}

function htmlOf({ paragraphs, link }: Notice): string {
  const written = paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`);
  return [...written, `<p><a href="${escapeHtml(link.url)}">${escapeHtml(link.label)}</a></p>`].join('\n');
}
