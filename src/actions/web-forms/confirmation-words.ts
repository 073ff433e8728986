// The mail that asks whether an address belongs to whoever entered it in a web form.
import type { OwnMail } from '#core/message/own-mail.ts';

type Facts = { readonly organization: string; readonly form: string; readonly url: string };
type Words = Pick<OwnMail, 'subject' | 'paragraphs' | 'link'>;

export function confirmationMail(language: 'en' | 'zh', { organization, form, url }: Facts): Words {
  if (language === 'zh') {
    return {
      subject: `请确认您的邮箱 · ${organization}`,
      paragraphs: [
        `有人（可能是您本人）在“${organization}”的表单“${form}”中填写了此邮箱地址。`,
        '请点击以下链接确认。如非您本人填写，无需理会：您的信息不会被保留，我们也不会再发邮件给您。',
      ],
      link: { label: '确认邮箱', url },
    };
  }
  return {
    subject: `Please confirm your address · ${organization}`,
    paragraphs: [
      `Somebody, probably you, entered this address in the form “${form}” of ${organization}.`,
      'Please confirm it by the link below. If it wasn’t you, you need to do nothing: what was entered isn’t kept, and nothing more is sent to you.',
    ],
    link: { label: 'Confirm the address', url },
  };
}
