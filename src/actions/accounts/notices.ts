// What the product writes to its users, in the two languages it speaks.
import type { Notice } from '#core/message/notice.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Database } from '#storage/db.ts';
import { mailIdentity } from '#storage/organizations/members.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

type Words = {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly label: string;
};

const words = {
  en: {
    invitation: ({ by, organization }: Facts): Words => ({
      subject: `${by} invites you to ${organization} on Cadenza`,
      paragraphs: [
        `${by} has invited you to work in ${organization} on Cadenza.`,
        'The link below lets you choose your name and password. It works once, within 7 days. If you didn’t expect this, you need to do nothing.',
      ],
      label: 'Accept the invitation',
    }),
    password: ({ organization }: Facts): Words => ({
      subject: 'Choose a new password for Cadenza',
      paragraphs: [
        `Somebody, probably you, asked for a new password for Cadenza (${organization}).`,
        'The link below lets you choose one. It works once, within an hour. If it wasn’t you, you need to do nothing: your password stays as it is.',
      ],
      label: 'Choose a new password',
    }),
    webhook: ({ by, organization }: Facts): Words => ({
      subject: `The webhook “${by}” of ${organization} was switched off`,
      paragraphs: [
        `Cadenza has switched off the webhook “${by}” of ${organization}: its receiver has taken nothing for more than a day, or said that it is gone.`,
        'What was not taken is kept for 30 days. Look at its deliveries, put the receiver right, switch the webhook on and send them again.',
      ],
      label: 'Open the webhook',
    }),
  },
  zh: {
    invitation: ({ by, organization }: Facts): Words => ({
      subject: `${by}邀请您加入 Cadenza 上的“${organization}”`,
      paragraphs: [
        `${by}邀请您加入 Cadenza 上的“${organization}”。`,
        '请点击以下链接设置姓名和密码。链接 7 天内有效，仅可使用一次。如非您预期的邀请，无需理会。',
      ],
      label: '接受邀请',
    }),
    password: ({ organization }: Facts): Words => ({
      subject: '重新设置 Cadenza 密码',
      paragraphs: [
        `有人（可能是您本人）申请重新设置 Cadenza（${organization}）的密码。`,
        '请点击以下链接设置新密码。链接 1 小时内有效，仅可使用一次。如非您本人操作，无需理会，您的密码保持不变。',
      ],
      label: '设置新密码',
    }),
    webhook: ({ by, organization }: Facts): Words => ({
      subject: `“${organization}”的 Webhook“${by}”已停用`,
      paragraphs: [
        `“${organization}”的 Webhook“${by}”的接收方一天多未能接收任何消息，或已表示不再接收，Cadenza 已将其停用。`,
        '未送达的消息保留 30 天。请查看投递记录，修复接收方后重新启用，并再次发送。',
      ],
      label: '打开 Webhook',
    }),
  },
} as const;

type Facts = { readonly organization: string; readonly by: string };

export type NoticeWanted = {
  readonly kind: keyof (typeof words)['en'];
  readonly language: 'en' | 'zh';
  readonly to: Notice['to'];
  /** Who asks for it; what it is about. */
  readonly by: string;
  readonly url: string;
  readonly now: Instant;
};

/** From the organisation's own address. */
export async function writeNotice(
  database: Database,
  organization: Organization,
  { kind, language, to, by, url, now }: NoticeWanted,
): Promise<Notice> {
  const from = await database.organization(organization.seat, (tx) => mailIdentity(tx));
  const { subject, paragraphs, label } = words[language][kind]({ organization: organization.name, by });
  return {
    organization: organization.id,
    from,
    to,
    subject: subject.replace(/\s+/gu, ' '),
    paragraphs,
    link: { label, url },
    date: now,
  };
}
