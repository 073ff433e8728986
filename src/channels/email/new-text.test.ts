import { FAR_TOO_LONG_MS } from '#test/far-too-long.ts';
import { describe, expect, test } from 'vitest';
import { newTextOf } from './new-text.ts';

describe('K-46: only what the writer wrote', () => {
  test.each<[string, string]>([
    [
      'Gmail',
      'On Mon, Nov 2, 2026 at 6:26 PM Grace <grace@crm.example> wrote:\n\n> Hi\n> Unsubscribe: https://crm.example/t/u/x',
    ],
    ['Gmail, folded', 'On Mon, Nov 2, 2026 at 6:26 PM Grace of Cadenza\n<grace@crm.example> wrote:\n\n> Hi'],
    ['Apple Mail', 'On Nov 2, 2026, at 4:19 PM, Grace <grace@crm.example> wrote:\n\n> Hi'],
    [
      'Outlook',
      '________________________________\nFrom: Grace <grace@crm.example>\nSent: Monday, November 2, 2026 5:49 PM\nTo: Ada\nSubject: Hello\n\nHi\nUnsubscribe',
    ],
    ['Outlook, bold in text', '*From:* Grace\n*Sent:* Monday\n*To:* Ada\n*Subject:* Hello\n\nHi'],
    ['Outlook in German', 'Von: Grace\nGesendet: Montag\nAn: Ada\nBetreff: Hallo\n\nHi'],
    ['AOL', '-----Original Message-----\nFrom: Grace\nSent: Mon\n\nHi'],
    ['Thunderbird in German', 'Am 02.11.26 um 09:30 schrieb Grace:\n> Hi'],
    ['French', 'Le lun. 2 nov. 2026 à 09:30, Grace <grace@crm.example> a écrit :\n\nHi'],
    ['Spanish', 'El lun, 2 nov 2026 a las 9:30, Grace (<grace@crm.example>) escribió:\n\n> Hi'],
    [
      'any language in front of marked lines',
      '02.11.2026 14:20 пользователь "Grace" <grace@crm.example> написал:\n\n> Hi',
    ],
    [
      'QQ',
      '------------------\u00a0原始邮件\u00a0------------------\n发件人: "Grace" <grace@crm.example>;\n发送时间: 2026年11月2日(星期一) 上午9:30\n\nHi 退订',
    ],
    ['QQ in English', '------------------ Original ------------------\nFrom: "Grace";\nDate: Mon\n\nHi'],
    ['NetEase', '---- 回复的原邮件 ----\n| 发件人 | Grace<grace@crm.example> |\n| 日期 | 2026年11月02日 09:30 |\n\nHi'],
    ['NetEase, older', '在 2026-11-02 09:30:00，"Grace" <grace@crm.example> 写道：\n\nHi'],
    [
      'Outlook in Chinese',
      '发件人: Grace <grace@crm.example>\n发送时间: 2026年11月2日 9:30\n收件人: Ada\n主题: 你好\n\nHi',
    ],
    ['Foxmail', '发件人： Grace\n发送时间： 2026-11-02 09:30\n收件人： ada\n主题： 你好\nHi'],
    ['Lark', '发件人：Grace <grace@crm.example>\n日期：2026年11月2日\n主题：你好\n收件人：Ada\nHi'],
    ['Apple Mail in Chinese', '在 2026年11月2日，09:30，Grace <grace@crm.example> 写道：\n\n> Hi'],
    ['Gmail in Chinese', 'Grace <grace@crm.example> 于2026年11月2日周一 09:30写道：\n\n> Hi'],
    ['no introduction, only marks', '> Hi\n> there'],
    ['an introduction inside the marks', '> On 2 Nov 2026, at 19:21, Grace <grace@crm.example> wrote:\n>\n> Hi'],
  ])('%s', (_, below) => {
    expect(newTextOf(`Yes, please.\nCall me at 3.\n\n${below}\n`)).toBe('Yes, please.\nCall me at 3.');
    expect(newTextOf(`好的，请联系我。\r\n\r\n${below.replaceAll('\n', '\r\n')}\r\n`)).toBe('好的，请联系我。');
  });

  test('answers between and below marked lines stay', () => {
    const text = 'On Mon, Nov 2, 2026 Grace <grace@crm.example> wrote:\n> When?\nTomorrow.\n> Where?\nHere.';
    expect(newTextOf(text)).toBe('Tomorrow.\nHere.');
  });

  test.each([
    'Here is what we need:\n- a quote for 3 seats\n- a call',
    'From: our side it is fine.\nTo: be honest, we are late.',
    'He wrote:\nnothing since May.',
    'I wrote this on Monday, and you wrote nothing.',
    'Yes',
  ])('%s: no quotation, all of it stays', (text) => {
    expect(newTextOf(text)).toBe(text);
  });

  test('T21: nothing makes it slow', () => {
    for (const unit of ['1@:\n', '1@:\n> x\n', 'on wrote ', ' '.repeat(900), '于写道', 'From:\n', '>\n', '\n']) {
      const start = performance.now();
      newTextOf(unit.repeat(Math.ceil(1_000_000 / unit.length)));
      expect(performance.now() - start).toBeLessThan(FAR_TOO_LONG_MS);
    }
  });
});
