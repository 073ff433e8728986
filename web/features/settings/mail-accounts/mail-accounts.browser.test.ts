// E-1: an account that doesn't work yet isn't saved; the page says at which step, and keeps what was entered.
import { describe, expect, it } from 'vitest';
import { mailAccountWords } from '#web/features/settings/mail-accounts/words.ts';
import { paths } from '#web/paths.ts';
import { expectAccessible } from '#test/browser/accessible.ts';
import { useStage } from '#test/browser/stage.ts';

const stage = useStage();

describe('mail accounts', () => {
  it.each(['en', 'zh'] as const)('are tried out step by step before they are kept (%s)', async (language) => {
    const words = mailAccountWords[language];
    const page = await stage.open(paths.settingsMailAccounts, { language });
    stage.allow(/422/);
    await page.getByText(words.none, { exact: true }).waitFor();
    await page.getByRole('button', { name: words.add, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: words.name, exact: true }).fill('Mei');
    await dialog.getByLabel(words.address).fill('mei@qq.com');
    const sending = dialog.getByRole('group', { name: words.sending });
    expect(await sending.getByLabel(words.host).inputValue()).toBe('smtp.qq.com');
    expect(await sending.getByLabel(words.user).inputValue()).toBe('mei@qq.com');
    await sending.getByLabel(words.host).fill('127.0.0.1');
    await sending.getByLabel(words.password).first().fill('a code of hers');
    await dialog.getByRole('switch', { name: words.isRead }).click();
    await dialog.getByRole('button', { name: words.save }).click();
    await dialog.getByText(/OUTBOUND_ALLOW/).waitFor();
    expect(await sending.getByLabel(words.host).inputValue()).toBe('127.0.0.1');
    await expectAccessible(page);
  });
});
