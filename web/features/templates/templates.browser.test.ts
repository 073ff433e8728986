import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectAccessible } from '#test/browser/accessible.ts';
import { fill } from '#test/browser/fill.ts';
import { useStage } from '#test/browser/stage.ts';
import type { Answer } from '#web/api/call.ts';
import { templatesWords } from '#web/features/templates/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { paths } from '#web/paths.ts';

const stage = useStage();

// The test's own clock is a script, which frames of mails don't run.
beforeEach(() => stage.allow(/Blocked script execution in 'about:srcdoc'/));

const edit = (name: string) => `${paths.template}?${new URLSearchParams({ name }).toString()}`;
const mail = (page: Page) => page.frameLocator('iframe').locator('body');

describe.each(['en', 'zh'] as const)('writing a template, in %s', (language) => {
  const words = templatesWords[language];
  const common = generalWords[language];
  const name = `Welcome ${language}`;
  const lead = { record: language === 'en' ? 'lead' : '线索' };

  const insert = async (page: Page, button: string, field: string, fallback: string) => {
    await page.getByRole('button', { name: button, exact: true }).click();
    const picker = page.getByRole('dialog');
    await picker.getByRole('combobox', { name: words.field }).fill(field);
    await page.getByRole('option', { name: field, exact: true }).click();
    await picker.getByRole('textbox', { name: words.fallback }).fill(fallback);
    await picker.getByRole('button', { name: words.insert }).click();
    await picker.waitFor({ state: 'hidden' });
  };

  it('C-5 K-92: with merge fields, seen as a lead of one’s choice gets it before it is saved', async () => {
    const page = await stage.open(paths.templates, { language });
    await page.getByRole('button', { name: words.new }).click();
    await page.getByRole('textbox', { name: words.name }).fill(name);
    await page.getByRole('textbox', { name: words.subject }).fill('Hello ');
    const [firstName, company] = language === 'en' ? ['First name', 'Company'] : ['名', '公司'];
    await insert(page, words.insertInSubject, firstName, 'you');
    const text = page.getByRole('textbox', { name: words.body });
    await text.click();
    await page.keyboard.type('News for ');
    await insert(page, words.insertField, company, 'your firm');
    await page.keyboard.type('.');

    await page.getByRole('combobox', { name: fill(words.previewFor, lead) }).fill('Moreau');
    await page.getByRole('option', { name: 'Ada Moreau' }).click();
    await page.getByText('Hello Ada', { exact: true }).waitFor();
    expect(await mail(page).innerText()).toMatch(/^News for \S.*\.$/);
    await expectAccessible(page);

    await page.getByRole('button', { name: common.save }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    expect(await sourceOf(page, name)).toMatchObject({
      subject: 'Hello {{ record.first_name | default: "you" }}',
      html: '<p>News for {{ record.company | default: "your firm" }}.</p>\n',
    });
    await page.getByRole('link', { name: words.title }).last().click();
    await page.getByRole('row', { name }).getByText(`‹${firstName} · you›`).waitFor();
    await expectAccessible(page);
  });

  it('K-92: says what the chosen lead lacks, and K-91: why a template that is sent stays', async () => {
    stage.allow(/422/);
    const page = await stage.open(edit(name), { language });
    await page.getByRole('textbox', { name: words.subject }).fill('Hello {{ record.fax_number }}');
    await page.getByText(fill(words.previewProblem, lead)).waitFor();
    await page.getByRole('status').getByText('record.fax_number').waitFor();

    await page.getByRole('button', { name: common.save }).click();
    await page.getByRole('link', { name: words.title }).last().click();
    await page.getByRole('button', { name: words.actionsOf.replace('{{name}}', 'Boards are here') }).click();
    const remove = page.getByRole('menuitem', { name: common.delete });
    expect(await remove.getAttribute('aria-disabled')).toBe('true');
    expect(await remove.innerText()).toContain('Feature adoption');
  });
});

it('E-2: as MJML, in a second language and with a file, each previewed as it goes out', async () => {
  stage.allow(/422/);
  stage.allow(/Applying inline .* blocked/); // where it is taken apart already
  const words = templatesWords.zh;
  const page = await stage.open(paths.templates, { language: 'zh' });
  await put(page, 'Offer', '<p>Dear {{ organization.name }}</p>\n');
  await page.goto(stage.url + edit('Offer'));
  await page.getByText(words.asMjml, { exact: true }).click();
  const body = page.getByRole('textbox', { name: words.body });
  await expect.poll(() => body.inputValue()).toContain('</mj-text>');
  const layout = await body.inputValue();
  await body.fill(layout.replace('</mj-text>', '</mj-txt>'));
  await page.getByText('第 7 行：此处结束的是 <mj-txt>').waitFor();
  await body.fill(layout);
  await mail(page).getByText('Dear ').waitFor({ state: 'attached' });
  await page.getByRole('button', { name: words.addLanguage }).click();
  await page.getByRole('menuitem', { name: '德语' }).click();
  await body.fill(layout.replace('Dear', 'Guten Tag'));
  await mail(page).getByText('Guten Tag ').waitFor({ state: 'attached' });
  await page.getByText('将收到的版本：其他所有人').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: generalWords.zh.save }).click();
  await page.getByText(words.saved.replace('{{name}}', 'Offer')).waitFor();
  const file = { name: '报价单.pdf', mimeType: 'application/pdf', buffer: Buffer.from('offer') };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: words.detach.replace('{{name}}', file.name) }).waitFor();
  expect(await sourceOf(page, 'Offer')).toMatchObject({
    mjml: layout,
    variants: [{ language: 'de', mjml: layout.replace('Dear', 'Guten Tag') }],
    attachments: [{ name: file.name, bytes: 5 }],
  });
});

/** What a mail may hold and a page of ours must not: scripts, what is fetched from elsewhere, ways out. */
const hostile =
  '<body style="color: rgb(1, 2, 3)"><style>p { display: none }</style><script>document.title = "run"</script>' +
  '<p onclick="alert(1)" style="background: url(https://evil.invalid/a.png)">Hello</p>' +
  '<img src="https://evil.invalid/p.png" srcset="/q.png 2x" onerror="alert(1)" alt="A picture">' +
  '<table background="https://evil.invalid/b.png"><tr><td><a href="https://evil.invalid/">Go</a></td></tr></table>' +
  '<form action="https://evil.invalid/"><input name="password"></form><iframe src="https://evil.invalid/"></iframe>' +
  '<svg><image href="https://evil.invalid/c.png" /></svg><video poster="https://evil.invalid/d.png"></video></body>';

it('T4: a mail is shown without running, fetching or leading to anything', async () => {
  stage.allow(/(?:Executing|Applying) inline .* blocked/); // where it is taken apart already
  const page = await stage.open(paths.templates);
  await put(page, 'Hostile', hostile);
  await page.goto(stage.url + edit('Hostile'));
  await page.getByRole('combobox', { name: fill(templatesWords.en.previewFor, { record: 'lead' }) }).fill('Moreau');
  await page.getByRole('option', { name: 'Ada Moreau' }).click();
  await mail(page).getByText('Hello').waitFor();
  expect(await page.locator('iframe').getAttribute('sandbox')).toBe('');
  expect(await mail(page).evaluate((body) => body.outerHTML)).toBe(
    '<body style="color: rgb(1, 2, 3)"><p>Hello</p><img alt="A picture">' +
      '<table><tbody><tr><td><a>Go</a></td></tr></tbody></table><video></video></body>',
  );
  await expectAccessible(page);
});

/** Templates that a text editor would spoil, and whether ours holds them. */
const awkward: Readonly<Record<string, readonly [html: string, mode: 'text' | 'source']>> = {
  Quotes: [`<p>Hi {{ record.first_name | default: "a < b > 'c'" | upcase }} &amp; co</p>\n`, 'text'],
  Attributes: [
    '<p style="margin:0;mso-line-height-rule:exactly"><a href="https://a.invalid/{{ record.city }}?x=1&amp;y=2">Look</a> <a href="{{ unsubscribe_url }}">Leave</a></p>\n',
    'text',
  ],
  Conditions: ['<p>{% if record.annual_revenue < 5 %}Small{%- else -%}<strong>Large</strong>{% endif %}</p>\n', 'text'],
  Lists: ['<ul><li>One</li><li>{{ owner.name }}</li></ul>\n<p>End&nbsp;.</p>\n', 'text'],
  Loop: ['<ul>{% for tag in record.tags %}<li>{{ tag }}</li>{% endfor %}</ul>\n', 'source'],
  Table: ['<table><tr><td>{{ owner.name }}</td></tr></table>\n', 'source'],
  Comment: ['<!--[if mso]><p>Outlook</p><![endif]--><p>Hi</p>\n', 'source'],
  Colour: ['<p>Hi <span style="color:red">you</span></p>\n', 'source'],
};

it.each(Object.entries(awkward))(
  'no awkward template loses anything by being opened, nor a tag by being edited: %s',
  async (name, [html, mode]) => {
    stage.allow(/422/); // not every lead has what they name
    const page = await stage.open(paths.templates);
    await put(page, name, html);
    await page.goto(stage.url + edit(name));
    const body = page.getByRole('textbox', { name: templatesWords.en.body });
    await body.waitFor();
    expect(await body.evaluate((element) => (element.tagName === 'TEXTAREA' ? 'source' : 'text'))).toBe(mode);
    await body.click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('!');
    await page.getByRole('button', { name: generalWords.en.save }).click();
    await page.getByText(templatesWords.en.saved.replace('{{name}}', name)).waitFor();
    const saved = (await sourceOf(page, name)).html;
    expect(saved.replace(/!(?=\s*$|<\/p>\s*$)/, '')).toBe(html);
  },
);

async function put(page: Page, name: string, html: string): Promise<void> {
  const status = await page.evaluate(
    async ([path, body]) => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch(path, { method: 'PUT', headers, body })).status;
    },
    [templatePath(name), JSON.stringify({ subject: 'x', html, text: null })] as const,
  );
  expect(status).toBe(200);
}

function sourceOf(page: Page, name: string): Promise<Answer<'getTemplate'>> {
  return page.evaluate(
    async (path) => (await fetch(path)).json() as Promise<Answer<'getTemplate'>>,
    templatePath(name),
  );
}

function templatePath(name: string): string {
  return `/api/v1/templates/${encodeURIComponent(name)}`;
}
