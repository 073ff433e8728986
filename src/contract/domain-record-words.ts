// What the DNS records of a sending domain amount to, in sentences that say what to do.
import type { DomainRecordKind, RecordVerdict } from '#core/message/domain-records.ts';
import type { LocalizedText } from '#core/records/field.ts';

const words: Readonly<Record<DomainRecordKind, Partial<Record<RecordVerdict, LocalizedText>>>> = {
  spf: {
    fine: {
      en: 'The domain says which servers may send for it. Make sure that yours are among them.',
      zh: '域名已声明哪些服务器可以代为发信。请确认其中包含您的服务器。',
    },
    missing: {
      en: 'The domain doesn’t say which servers may send for it. Add the record; where your provider names one (include:…), use that.',
      zh: '域名未声明哪些服务器可以代为发信。请添加此记录；如邮箱服务商给出了专用记录（include:…），请以其为准。',
    },
    several: {
      en: 'There are several SPF records, so none of them counts. Put them together into one.',
      zh: '存在多条 SPF 记录，因此均不生效。请合并为一条。',
    },
    lets_everybody: {
      en: 'The record lets everybody send for the domain (+all). End it with ~all or -all.',
      zh: '该记录允许任何服务器代为发信（+all）。请改以 ~all 或 -all 结尾。',
    },
    broken: {
      en: 'The record doesn’t say what holds for other servers. End it with ~all or -all.',
      zh: '该记录未说明其他服务器应如何处理。请以 ~all 或 -all 结尾。',
    },
  },
  dkim: {
    fine: {
      en: 'The key is in DNS, and mail from this domain is signed with it.',
      zh: '密钥已在 DNS 中，此域名的邮件会用它签名。',
    },
    missing: {
      en: 'The key isn’t in DNS yet, so nothing is signed with it. Add the record, wait some minutes and check again.',
      zh: '密钥尚未写入 DNS，因此不会用它签名。请添加此记录，几分钟后再次检查。',
    },
    several: {
      en: 'There are several records under the key’s name; leave only ours.',
      zh: '该密钥名称下有多条记录，请只保留我们的这一条。',
    },
    differs: {
      en: 'Another key stands under this name. Replace it with the record as it is here, without line breaks.',
      zh: '此名称下是另一个密钥。请按此处的内容替换，不要换行。',
    },
    no_key: {
      en: 'Mail isn’t signed. Make a key, and put its record into DNS.',
      zh: '邮件未签名。请生成密钥，并将其记录写入 DNS。',
    },
  },
  dmarc: {
    fine: {
      en: 'Receivers know what to do with mail that only claims to be yours.',
      zh: '收件方已知道如何处理冒用此域名的邮件。',
    },
    missing: {
      en: 'Receivers aren’t told what to do with mail that only claims to be yours; large providers want them to be. Add the record.',
      zh: '未告知收件方如何处理冒用此域名的邮件；大型邮箱服务商要求设置。请添加此记录。',
    },
    several: {
      en: 'There are several DMARC records, so none of them counts. Leave one.',
      zh: '存在多条 DMARC 记录，因此均不生效。请只保留一条。',
    },
    asks_nothing: {
      en: 'The record is there but asks for nothing (p=none). That is enough to be let in; once the reports show only your own mail, go over to p=quarantine.',
      zh: '记录已存在，但未要求任何处理（p=none）。这已满足基本要求；待报告中只有您自己的邮件后，可改为 p=quarantine。',
    },
    broken: {
      en: 'The record has no policy. It needs p=none, p=quarantine or p=reject.',
      zh: '该记录没有策略，需要 p=none、p=quarantine 或 p=reject。',
    },
  },
};

const NOT_ANSWERED: LocalizedText = {
  en: 'DNS gives no answer at the moment; check again later.',
  zh: 'DNS 暂时没有响应，请稍后再次检查。',
};

export function recordInWords(record: DomainRecordKind, verdict: RecordVerdict): LocalizedText {
  return words[record][verdict] ?? NOT_ANSWERED;
}
