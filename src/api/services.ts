// What the routes work with. The API knows no storage: it hands on what the actions ask for.
import type { Seals } from '#actions/accounts/seals.ts';
import type { authenticate } from '#actions/accounts/authenticate.ts';
import type { Filing } from '#actions/attachments/read-attachments.ts';
import type { ReadTemplate } from '#actions/templates/template-facts.ts';
import type { EmailSender } from '#actions/deliveries/email-sender.ts';
import type { Definitions } from '#actions/enrollments/definitions.ts';
import type { RecipientDesk } from '#actions/mail/act-as-recipient.ts';
import type { TrackingDesk } from '#actions/mail/tracking-desk.ts';
import type { IdentityProviders } from '#core/net/identity-provider.ts';
import type { Outbound } from '#core/net/outbound.ts';
import type { ResolveTexts } from '#core/message/domain-records.ts';
import type { CheckAccount } from '#core/message/mail-account.ts';
import type { WriteCalendar } from '#core/message/invitation.ts';
import type { SendNotice } from '#core/message/notice.ts';
import type { WhatsappApi } from '#core/message/whatsapp-api.ts';
import type { IsSignedByMeta, ReadWhatsappNews } from '#core/message/whatsapp-news.ts';
import type { CompileMjml } from '#core/message/template.ts';

type DatabaseOfActions = Parameters<typeof authenticate>[0];

export type Services = {
  readonly database: DatabaseOfActions;
  /** Where people reach the server: scheme, host and port. Links and cookies go by it, never by a request's Host (T12). */
  readonly publicUrl: URL;
  /** For secrets that are read again. */
  readonly seals: Seals;
  /** To addresses that people enter. */
  readonly outbound: Outbound;
  readonly providers: IdentityProviders;
  readonly whatsapp: WhatsappApi;
  readonly whatsappWebhook: { readonly read: ReadWhatsappNews; readonly isSigned: IsSignedByMeta };
  readonly definitions: Definitions;
  /** Where attached files are kept. */
  readonly files: Filing['files'];
  readonly readTemplate: ReadTemplate;
  readonly compileMjml: CompileMjml;
  readonly writeCalendar: WriteCalendar;
  readonly renderTemplate: EmailSender['render'];
  readonly sendNotice: SendNotice;
  readonly tracking: TrackingDesk;
  readonly checkAccount: CheckAccount;
  readonly resolveTexts: ResolveTexts;
  /** Null: there is no development mailbox; mail really goes out. */
  readonly recipientDesk: RecipientDesk | null;
};
