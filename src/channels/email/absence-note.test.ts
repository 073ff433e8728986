import { describe, expect, test } from 'vitest';
import { looksLikeAbsenceNote } from './absence-note.ts';

describe('K-43: an absence note without a header is suspected', () => {
  test.each<[string, string]>([
    ['Automatic reply: Hello', 'I am away.'],
    ['Auto reply: Hello', 'Thanks.'],
    ['Out of the office', 'Back soon.'],
    ['Abwesenheitsnotiz', 'Danke.'],
    ['Réponse automatique : Bonjour', 'Merci.'],
    ['自动回复：您好', '您好'],
    ['来自李雷的假期自动回复', '您好'],
    ['休假通知', '您好'],
    ['Re: Hello', 'I am currently out of the office until 9 November with limited access to e-mail.'],
    ['Re: Hello', 'Dear sender,\n\nThis is an automatic reply. Your message will be read on Monday.'],
    ['Re: Hello', "Hi, I'm on annual leave and will answer on my return."],
    ['Re: Hello', 'Ada is no longer with Customer Ltd, please contact Ben.'],
    ['回复：您好', '您好，我目前正在休假，11月9日回来后回复您。'],
    ['回复：您好', '这是来自QQ邮箱的自动回复邮件。您好，您的邮件已收到。'],
    ['回复：您好', '您的邮件我已收到，我会尽快给您回复。'],
  ])('%s | %s', (subject, text) => expect(looksLikeAbsenceNote(subject, text)).toBe(true));
});

describe('what people write is not', () => {
  test.each<[string, string]>([
    ['Re: Hello', 'Yes, please. Call me at 3.'],
    ['Re: Out of the office supplies', 'We need more paper.'],
    ['Re: Automatic billing', 'How does the automatic billing work?'],
    ['Re: Hello', 'Ben is on holiday, so I answer for him: we want five seats.'],
    ['回复：您好', '好的，请发一份报价单。'],
    ['回复：您好', '邮件已收到，价格有点高，能否优惠？'],
    ['回复：自动化方案', '我们需要自动化方案的报价。'],
  ])('%s | %s', (subject, text) => expect(looksLikeAbsenceNote(subject, text)).toBe(false));
});
