// What belongs to a record and what is done with several of them: notes, files, tags, merging, changes in bulk.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '#test/browser/accessible.ts';
import { fill } from '#test/browser/fill.ts';
import { makeRecord } from '#test/browser/make-customer.ts';
import { makeReader } from '#test/browser/make-reader.ts';
import { useStage } from '#test/browser/stage.ts';
import { attachmentWords } from '#web/features/records/attachments/attachment-words.ts';
import { changeWords } from '#web/features/records/bulk/change-words.ts';
import { bulkWords } from '#web/features/records/bulk/words.ts';
import { meetingWords } from '#web/features/records/meeting/meeting-words.ts';
import { mergeWords } from '#web/features/records/merge/merge-words.ts';
import { noteWords } from '#web/features/records/notes/note-words.ts';
import { recordWords } from '#web/features/records/page/record-words.ts';
import { timelineWords } from '#web/features/records/page/timeline-words.ts';
import { tagWords } from '#web/features/records/tags/tag-words.ts';
import { moduleTagWords } from '#web/features/settings/modules/tag-words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { paths } from '#web/paths.ts';

const stage = useStage();
async function openLead(name: string, language: 'en' | 'zh'): Promise<Page> {
  const page = await stage.open(`/leads?q=${name.split(' ')[1] ?? name}`, { language });
  await page.getByRole('link', { name }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  return page;
}

describe.each([
  ['en', 'Ada Moreau'],
  ['zh', 'Ben Okoro'],
] as const)('what belongs to a lead, in %s', (language, name) => {
  const [notes, files, tags] = [noteWords[language], attachmentWords[language], tagWords[language]];
  const general = generalWords[language];
  const timeline = timelineWords[language];

  it('R-4 R-6: notes and files come, are told by the timeline, and go; tags lead to all that have them', async () => {
    const page = await openLead(name, language);
    const story = page.getByRole('region', { name: timeline.title });
    const menu = async (button: string, entry: string) => {
      await page.getByRole('button', { name: button }).click();
      await page.getByRole('menuitem', { name: entry }).click();
    };

    const noteList = page.getByRole('region', { name: notes.title }).getByRole('listitem');
    const write = page.getByRole('textbox', { name: notes.write });
    await write.fill('Call on Tuesday\nafter ten');
    await write.press('Control+Enter');
    await noteList.getByText('after ten').waitFor();
    expect(await write.inputValue()).toBe('');
    await story.getByText(timeline.noteWritten, { exact: false }).first().waitFor();
    await menu(fill(notes.actionsOf, { name: 'Mei' }), general.edit);
    const text = page.getByRole('textbox', { name: notes.text });
    await text.fill('Call on Wednesday');
    await page.getByRole('button', { name: notes.save }).click();
    await noteList.getByText('Call on Wednesday').waitFor();

    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'offer.txt', mimeType: 'text/plain', buffer: Buffer.from('ten seats') });
    const fileList = page.getByRole('region', { name: files.title }).getByRole('listitem');
    await fileList.getByText('offer.txt').waitFor();
    await drop(page, { name: 'film.mp4', bytes: 25 * 1024 * 1024 + 1 });
    await page.getByRole('alert').getByText('film.mp4').waitFor();
    if (language === 'en') await expectAccessible(page);
    await page.getByRole('button', { name: fill(files.dismiss, { name: 'film.mp4' }) }).click();
    await drop(page, { name: 'plan.txt', bytes: 3_000 });
    await fileList.getByText('plan.txt').waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'offer.txt', exact: true }).click();
    expect((await download).suggestedFilename()).toBe('offer.txt');

    await menu(fill(files.actionsOf, { name: 'plan.txt' }), general.delete);
    await page.getByRole('dialog').getByRole('button', { name: files.deleteYes }).click();
    await fileList.getByText('plan.txt').waitFor({ state: 'detached' });
    await menu(fill(notes.actionsOf, { name: 'Mei' }), general.delete);
    await page.getByRole('dialog').getByRole('button', { name: notes.deleteYes }).click();
    await noteList.getByText('Call on Wednesday').waitFor({ state: 'detached' });

    await page.getByRole('button', { name: tags.add }).click();
    const typed = page.getByRole('combobox', { name: tags.add });
    await typed.fill(`Key account ${language}`);
    await typed.press('Enter');
    const chip = page.getByRole('link', { name: `Key account ${language}` });
    await chip.waitFor();
    await page.keyboard.press('Escape');
    if (language === 'zh') await expectAccessible(page);
    await chip.click();
    await page.getByRole('link', { name, exact: true }).click();
    await page.getByRole('button', { name: fill(tags.remove, { tag: `Key account ${language}` }) }).click();
    await chip.waitFor({ state: 'detached' });
  });
});

describe('several leads', () => {
  const words = changeWords.en;

  it('R-7: two that are the same become one, field by field', async () => {
    const page = await openLead('Clara Jansen', 'en');
    await page.getByRole('button', { name: recordWords.en.moreActions }).click();
    await page.getByRole('menuitem', { name: mergeWords.en.open }).click();
    const dialog = page.getByRole('dialog', { name: fill(mergeWords.en.title, { name: 'Clara Jansen' }) });
    await dialog.getByRole('combobox', { name: mergeWords.en.which }).fill('Lindqvist');
    await page.getByRole('option', { name: 'Hugo Lindqvist' }).click();
    await dialog.getByRole('button', { name: mergeWords.en.compare }).click();
    const ofHers = dialog.getByRole('radio', { name: 'Company of Clara Jansen', exact: true });
    await ofHers.waitFor();
    expect(await ofHers.isChecked()).toBe(true);
    await expectAccessible(page);
    await dialog.getByRole('radio', { name: 'Company of Hugo Lindqvist', exact: true }).check();
    await dialog.getByRole('button', { name: /^Merge 1 lead/ }).click();
    await page.getByText(fill(mergeWords.en.done, { others: 'Hugo Lindqvist', name: 'Clara Jansen' })).waitFor();
    const company = page.getByRole('button', { name: fill(recordWords.en.editField, { field: 'Company' }) });
    await company.getByText('Verde Foods').waitFor();
    await page.getByText(fill(timelineWords.en.merged, { names: 'Hugo Lindqvist' })).waitFor();
    await page.goto(stage.url + paths.recycleBin);
    await page
      .getByRole('row', { name: /Hugo Lindqvist/ })
      .getByRole('link', { name: 'Clara Jansen' })
      .click();
    await page.getByRole('heading', { level: 1, name: 'Clara Jansen' }).waitFor();
  });

  it('R-7: a record’s page tells of likely duplicates, and those chosen in a list are compared at once', async () => {
    const page = await stage.open('/leads', { language: 'en' });
    const people = [
      { first_name: 'Nora', last_name: 'Falk', email: 'nora@falk.invalid' },
      { first_name: 'Norah', last_name: 'Falk', email: 'NORA@falk.invalid' },
      { first_name: 'N.', last_name: 'Falk', email: 'n@falk.invalid' },
    ];
    await page.evaluate(async (leads) => {
      for (const values of leads) {
        const headers = { 'content-type': 'application/json' };
        await fetch('/api/v1/leads', { method: 'POST', headers, body: JSON.stringify({ values }) });
      }
    }, people);
    await page.goto(`${stage.url}/leads?q=Nora`);
    await page.getByRole('link', { name: 'Nora Falk', exact: true }).click();
    const likely = page.getByRole('region', { name: mergeWords.en.likely });
    await likely.getByText(mergeWords.en.same_email).waitFor();
    await expectAccessible(page);
    await likely.getByRole('button', { name: fill(mergeWords.en.mergeWith, { name: 'Norah Falk' }) }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: fill(mergeWords.en.keep, { name: 'Norah Falk' }) }).click();
    await dialog.getByRole('button', { name: fill(mergeWords.en.keep, { name: 'Nora Falk' }) }).waitFor();
    await dialog.getByRole('button', { name: /^Merge 1 lead/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Norah Falk' }).waitFor();

    await page.goto(`${stage.url}/leads?q=Falk`);
    for (const index of [1, 2]) await page.getByRole('row').nth(index).getByRole('checkbox').check();
    await page.getByRole('button', { name: words.more }).click();
    await page.getByRole('menuitem', { name: mergeWords.en.open }).click();
    await dialog.getByRole('button', { name: /^Merge 1 lead/ }).click();
    await page.getByRole('heading', { level: 1, name: /Falk/ }).waitFor();
  });

  it('R-4: a field and tags of those selected are changed, tags are made one, those selected are deleted', async () => {
    stage.allow(/409/);
    const page = await stage.open('/leads?q=a', { language: 'en' });
    for (const index of [1, 2]) await page.getByRole('row').nth(index).getByRole('checkbox').check();
    await page.getByRole('button', { name: words.change }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: words.which }).click();
    await page.getByRole('option', { name: 'City', exact: true }).click();
    await dialog.getByRole('textbox', { name: 'City' }).fill('Utrecht');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Change 2 leads' }).click();
    await dialog.getByRole('button', { name: '2 changed' }).waitFor();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: words.done, exact: true }).click();

    await page.getByRole('button', { name: words.more }).click();
    await page.getByRole('menuitem', { name: words.addTags }).click();
    const typed = dialog.getByRole('combobox', { name: words.tags });
    for (const tag of ['Fair', 'Trade fair']) {
      await typed.fill(tag);
      await typed.press('Enter');
    }
    await dialog.getByRole('button', { name: words.addTags }).click();
    await page.getByText('2 leads changed').waitFor();

    const settings = await stage.open(paths.settingsModule.replace('$module', 'leads'), { language: 'en' });
    const tagMenu = async (entry: string) => {
      await settings.getByRole('button', { name: fill(moduleTagWords.en.actionsOf, { tag: 'Fair' }) }).click();
      await settings.getByRole('menuitem', { name: entry }).click();
    };
    await settings.getByRole('combobox', { name: fill(moduleTagWords.en.colorOf, { tag: 'Fair' }) }).click();
    await settings.getByRole('option', { name: 'Green' }).click();
    await expectAccessible(settings);
    await tagMenu(moduleTagWords.en.rename);
    await settings.getByRole('textbox', { name: moduleTagWords.en.name }).fill('Trade fair');
    await settings.getByRole('button', { name: generalWords.en.save }).click();
    await settings.getByText('merge the two instead').waitFor();
    await settings.keyboard.press('Escape');
    await tagMenu(moduleTagWords.en.merge);
    await settings.getByRole('combobox', { name: moduleTagWords.en.into }).click();
    await settings.getByRole('option', { name: 'Trade fair' }).click();
    await settings.getByRole('button', { name: moduleTagWords.en.merge }).click();
    await settings.getByText(fill(moduleTagWords.en.merged, { tag: 'Fair', into: 'Trade fair' })).waitFor();

    await page.getByRole('button', { name: bulkWords.en.delete, exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete 2 leads' }).click();
    await page.getByText('2 leads are in the recycle bin').waitFor();
  });
});

it('U-1: whoever may only read sees what there is, and why it can’t be changed', async () => {
  const office = await stage.open(paths.home);
  await makeRecord(office, 'deals', { name: 'Still' });
  await makeReader(office, 'Omar');
  const page = await stage.open('/leads?q=Moreau', { as: 'Omar', theme: 'dark' });
  await page.getByRole('row').nth(1).getByRole('checkbox').check();
  const change = page.getByRole('button', { name: changeWords.en.change });
  expect(await change.getAttribute('aria-disabled')).toBe('true');
  await change.hover();
  await page.getByText('Your profile doesn’t let you change leads', { exact: false }).waitFor();
  await page.getByRole('link', { name: 'Ada Moreau' }).click();
  const write = page.getByRole('textbox', { name: noteWords.en.write });
  await write.waitFor();
  expect(await write.isDisabled()).toBe(true);
  for (const name of [attachmentWords.en.upload, tagWords.en.add]) {
    expect(await page.getByRole('button', { name }).getAttribute('aria-disabled')).toBe('true');
  }
  await page.getByRole('button', { name: recordWords.en.moreActions }).click();
  const merge = page.getByRole('menuitem', { name: mergeWords.en.open });
  expect(await merge.getAttribute('aria-disabled')).toBe('true');
  await expectAccessible(page);

  await page.goto(`${stage.url}/deals?board=%22stage%22`);
  const still = page.getByRole('region', { name: 'Qualification' }).getByRole('listitem').filter({ hasText: 'Still' });
  await still.waitFor();
  await page.getByText('Your profile doesn’t let you change deals', { exact: false }).waitFor();
  expect(await still.getByRole('button').count()).toBe(0);
});

type Dropped = { readonly name: string; readonly bytes: number };

async function drop(page: Page, file: Dropped): Promise<void> {
  const dataTransfer = await page.evaluateHandle(({ name, bytes }) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(bytes).fill(65)], name));
    return transfer;
  }, file);
  await page.dispatchEvent('body', 'drop', { dataTransfer });
}

it('E-10: people are invited to a meeting, hear of its changes, and that it is off', async () => {
  const words = meetingWords.zh;
  const page = await stage.open(paths.home, { language: 'zh' });
  const at = new Date(stage.now() + 86_400_000).toISOString();
  const meeting = await makeRecord(page, 'meetings', { name: '产品演示', starts_at: at, ends_at: at });
  await page.goto(`${stage.url}/meetings/${meeting}`);
  const participants = page.getByRole('region', { name: words.title });
  await participants.getByRole('button', { name: words.invite }).click();
  const dialog = page.getByRole('dialog', { name: words.dialogTitle });
  await dialog.getByRole('textbox', { name: words.address }).fill('ada@moreau.example');
  await dialog.getByRole('button', { name: words.add }).click();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: words.send }).click();
  await participants.getByRole('listitem').getByText('ada@moreau.example').waitFor();
  await participants.getByText(words.waiting).first().waitFor();
  await expectAccessible(page);
  await participants.getByRole('button', { name: words.cancelMeeting }).click();
  await page.getByRole('button', { name: words.cancelYes, exact: true }).click();
  await participants.getByText(words.isOff).waitFor();
});
