// What the delivery of e-mail needs of its channel, stated where it is used; main hands in the real thing.
import type { EmailTemplate } from '#core/cadence/definition.ts';
import type { DeliveryNamed } from '#core/message/inbound.ts';
import type { Composed, Letter } from '#core/message/letter.ts';
import type { MergeData, RenderedTemplate, TemplateLanguage } from '#core/message/template.ts';

export type EmailSender = {
  readonly render: (template: EmailTemplate, data: MergeData) => RenderedTemplate;
  /** Tasks and calls are written in the language of templates, too. */
  readonly fill: TemplateLanguage['fill'];
  /** The link that this delivery's recipient unsubscribes with: templates may place it. */
  readonly unsubscribeUrl: (delivery: DeliveryNamed) => string;
  readonly compose: (letter: Letter) => Promise<Composed>;
};
