// The views and templates of the sample organisation, in both languages.
import type { WantedView } from '#actions/views/check-view.ts';
import type { FileTemplate } from '#core/cadence/file.ts';

type Language = 'en' | 'zh';

const people = ['first_name', 'last_name', 'company', 'email', 'lead_status', 'owner'];
const fresh = { field: 'lead_status', is: 'New' };
const reachable = { all: [{ field: 'email', is_not_empty: true }, { not: { field: 'do_not_email', is: true } }] };
const newestFirst = { field: 'created_at', descending: true };

export const sampleViews: Readonly<Record<Language, readonly WantedView[]>> = {
  en: [
    { name: 'New leads', criteria: fresh, columns: people, sort: newestFirst },
    { name: 'Leads we may e-mail', criteria: reachable, columns: people, sort: newestFirst },
  ],
  zh: [
    { name: '新线索', criteria: fresh, columns: people, sort: newestFirst },
    { name: '可发邮件的线索', criteria: reachable, columns: people, sort: newestFirst },
  ],
};

export const sampleTemplates: Readonly<Record<Language, Readonly<Record<string, FileTemplate>>>> = {
  en: {
    'First contact': {
      subject: 'A question about {{ record.company | default: "your company" }}',
      html: '<p>Hello {{ record.first_name | default: "there" }},</p>\n<p>who looks after shipping at your place? I would like to show what we do for firms like yours.</p>\n<p>Best regards,<br>Omar, Harbour Trading</p>\n',
    },
    'After the call': {
      subject: 'Thank you for the call',
      html: '<p>Hello {{ record.first_name | default: "there" }},</p>\n<p>thank you for your time. Everything we talked about is at <a href="https://harbour.invalid/start">harbour.invalid/start</a>.</p>\n<p>Best regards,<br>Omar, Harbour Trading</p>\n',
    },
  },
  zh: {
    首次联系: {
      subject: '关于{{ record.company | default: "贵公司" }}的一个问题',
      html: '<p>{{ record.last_name }}{{ record.first_name }}，您好：</p>\n<p>请问贵公司由哪位负责物流？希望能向您介绍我们为同类企业提供的服务。</p>\n<p>此致<br>海港贸易 Omar</p>\n',
    },
    通话之后: {
      subject: '感谢您抽空通话',
      html: '<p>{{ record.last_name }}{{ record.first_name }}，您好：</p>\n<p>感谢您的时间。我们谈到的内容都在 <a href="https://harbour.invalid/start">harbour.invalid/start</a>。</p>\n<p>此致<br>海港贸易 Omar</p>\n',
    },
  },
};
