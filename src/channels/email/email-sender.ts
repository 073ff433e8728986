// The e-mail channel put together: render a template, make one delivery's message of it (identity, tracking, headers),
// send it by SMTP behind the gate. What the engine's deliveries see of e-mail.
import type { DeliveryNamed } from '#core/message/inbound.ts';
import type { DeliveryOutcome, EmailMessage } from '#core/message/channel.ts';
import type { Composed, Letter, LetterFile } from '#core/message/letter.ts';
import {
  type MergeData,
  type RenderedTemplate,
  renderTemplate,
  type Template,
  type TemplateLanguage,
} from '#core/message/template.ts';
import { buildMessage, type BuiltMessage } from './build-message.ts';
import type { SignDkim } from './sign-dkim.ts';
import type { SmtpChannels } from './smtp-channels.ts';
import type { Tokens } from './token.ts';
import { trackContent, trackingUrls } from './track.ts';

export type EmailSenderOptions = {
  readonly templates: TemplateLanguage;
  readonly tokens: Tokens;
  /** Where recipients reach pixel, links and unsubscribe page. */
  readonly publicUrl: string;
  readonly smtp: Pick<SmtpChannels, 'deliver'>;
  readonly sign: SignDkim;
};

export type EmailSender = {
  readonly render: (template: Template, data: MergeData) => RenderedTemplate;
  readonly fill: TemplateLanguage['fill'];
  readonly unsubscribeUrl: (delivery: DeliveryNamed) => string;
  readonly compose: (letter: Letter) => Promise<Composed>;
};

export function createEmailSender(options: EmailSenderOptions): EmailSender {
  const { templates, tokens, publicUrl, smtp, sign } = options;
  const trackingOf = ({ organization, delivery }: DeliveryNamed) => ({
    tokens,
    publicUrl,
    delivery: { organization, delivery },
  });
  return {
    render: (template, data) => renderTemplate(templates, template, data),
    fill: templates.fill,
    unsubscribeUrl: (delivery) => trackingUrls(trackingOf(delivery)).unsubscribe,
    compose: async (letter) => {
      const { html, text, unsubscribeUrl } = trackContent(
        { html: letter.html, text: letter.text, language: letter.language, opens: 'tracked', clicks: 'tracked' },
        trackingOf(letter),
      );
      const token = tokens.deliveryToken(letter.organization, letter.delivery);
      const { files, ...rest } = letter;
      const message: EmailMessage = { ...rest, html, text, unsubscribeUrl, token };
      const built = await buildMessage(message);
      if (built.kind === 'refused') return built;
      return {
        kind: 'composed',
        messageId: built.messageId,
        send: async (gate) => {
          const whole = files.length === 0 ? built : await withFiles(message, files);
          if (whole.kind !== 'built') return whole;
          return smtp.deliver(await sign(whole.mail, letter), gate, letter);
        },
      };
    },
  };
}

/** Read now and not before: a batch of messages waits without its files lying in memory. */
async function withFiles(
  message: EmailMessage,
  files: readonly LetterFile[],
): Promise<BuiltMessage | Extract<DeliveryOutcome, { kind: 'try_later' }>> {
  const read: { name: string; content: Uint8Array }[] = [];
  for (const { name, read: open } of files) {
    const content = await open().catch(() => undefined);
    if (content === undefined) return { kind: 'try_later', text: `the attached file ${name} could not be read` };
    if (content === null) {
      return { kind: 'refused', side: 'ours', status: '5.3.0', text: `the attached file ${name} is gone or damaged` };
    }
    read.push({ name, content });
  }
  return buildMessage({ ...message, files: read });
}
