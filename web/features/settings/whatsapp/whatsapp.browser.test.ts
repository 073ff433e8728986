// W-1: what doesn't work isn't saved; the page says why, and keeps what was entered.
import { describe, expect, it } from 'vitest';
import { whatsappFailureInWords } from '#contract/whatsapp-words.ts';
import { paths } from '#web/paths.ts';
import { whatsappWords } from '#web/features/settings/whatsapp/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { expectAccessible } from '#test/browser/accessible.ts';
import { useStage } from '#test/browser/stage.ts';

const stage = useStage();

describe('WhatsApp under settings', () => {
  it.each(['en', 'zh'] as const)('W-1 is tried out before it is kept (%s)', async (language) => {
    const words = whatsappWords[language];
    const page = await stage.open(paths.settingsWhatsapp, { language });
    stage.allow(/422/);
    await page.getByText(/\/hooks\/whatsapp\//).waitFor();
    await page.getByLabel(words.phoneNumberId).fill('106540352242922');
    await page.getByLabel(words.businessAccountId).fill('102290129340398');
    await page.getByLabel(words.token, { exact: false }).first().fill('EAAG');
    await page.getByLabel(words.appSecret).fill('secret');
    await page.getByLabel(words.verifyToken).last().fill('words');
    await page.getByRole('button', { name: generalWords[language].save, exact: true }).click();
    const [sentence = ''] = whatsappFailureInWords({ failure: 'unreachable', detail: '' })[language].split('\n');
    await page.getByRole('alert').filter({ hasText: sentence }).waitFor();
    expect(await page.getByLabel(words.phoneNumberId).inputValue()).toBe('106540352242922');
    await expectAccessible(page);
  });
});
