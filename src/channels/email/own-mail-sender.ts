import type { SendOwnMail } from '#core/message/own-mail.ts';
import { buildMessage } from './build-message.ts';
import { bodyOf } from './notice-sender.ts';
import type { SignDkim } from './sign-dkim.ts';
import type { SmtpChannels } from './smtp-channels.ts';
import type { Tokens } from './token.ts';

export type OwnMailSenderOptions = {
  readonly tokens: Tokens;
  readonly smtp: Pick<SmtpChannels, 'deliver'>;
  readonly sign: SignDkim;
};

export function createOwnMailSender({ tokens, smtp, sign }: OwnMailSenderOptions): SendOwnMail {
  return async (letter, gate) => {
    const built = await buildMessage({
      ...letter,
      ...bodyOf(letter),
      replyTo: null,
      token: tokens.noticeToken(letter.organization),
      unsubscribeUrl: null,
      references: [],
      // An invitation is for a person's program to answer.
      isAutomatic: letter.calendar === null,
    });
    if (built.kind === 'refused') return built;
    return smtp.deliver(await sign(built.mail, letter), gate, letter);
  };
}
