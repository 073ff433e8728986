// E-6, K-46: replies as mail programs write them (test/replies, made up), and what their writer wrote.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { read } from '#test/peers/written-mail.ts';

const folder = fileURLToPath(new URL('../../../test/replies/', import.meta.url));
const quote = '好的，请发一份报价单。';
const call = 'Tomorrow at 3.';

const WRITTEN: Readonly<Record<string, string>> = {
  'aliyun.eml': `${quote}\n\n李雷`,
  'exmail-en.eml': quote,
  'foxmail.eml': `${quote}\n\n李雷\n某某科技有限公司`,
  'gmail-html-only.eml': `${call}\n\nAda`,
  'gmail-interleaved.eml': `${call}\n\nFive.`,
  'iphone-zh.eml': `${quote}\n\n发自我的iPhone`,
  'lark-html-only.eml': quote,
  'lark.eml': `${quote}\n\n李雷`,
  'netease-163.eml': `${quote}\n\n李雷`,
  'netease-at-wrote.eml': quote,
  'netease-mailmaster.eml': quote,
  'outlook-web-zh.eml': `${quote}\n\n发自 Outlook for iOS`,
  'outlook-web.eml': call,
  'outlook-zh.eml': `${quote}\n\n李雷`,
  'qq-html-only.eml': quote,
  'qq.eml': `${quote}\n\n李雷`,
  'thunderbird-bottom.eml': `${call}\n\n--\nAda Lane`,
  'thunderbird-html.eml': `${call}\n\n--\nAda Lane`,
  'yahoo.eml': `${call}\nYahoo Mail: Search, Organize, Conquer [https://yho.com/x]`,
};

test.each(readdirSync(folder))('%s', async (name) => {
  const reply = await read(readFileSync(folder + name));
  if (reply.kind !== 'reply') throw new Error(`read as ${reply.kind}`);
  expect(reply.doubt).toBeNull();
  expect(reply.newText).toBe(WRITTEN[name]);
});
