// The e-mail channel put together: render a template, make one delivery's message of it (identity, tracking, headers),
// send it by SMTP behind the gate. What the engine's deliveries see of e-mail.
import type { DeliveryNamed } from '#core/message/inbound.ts';
import type { Composed, Letter } from '#core/message/letter.ts';
import {
  type MergeData,
  type RenderedTemplate,
  renderTemplate,
  type Template,
  type TemplateLanguage,
} from '#core/message/template.ts';
import { buildMessage } from './build-message.ts';
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
      const built = await buildMessage({ ...letter, html, text, unsubscribeUrl, token });
      if (built.kind === 'refused') return built;
      return {
        kind: 'composed',
        messageId: built.messageId,
        send: async (gate) => smtp.deliver(await sign(built.mail, letter), gate, letter),
      };
    },
  };
}
