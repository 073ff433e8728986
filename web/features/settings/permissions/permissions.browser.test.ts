import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useStage } from '#test/browser/stage.ts';
import { groupWords } from '#web/access/words.ts';
import { viewWords } from '#web/features/records/views/words.ts';
import { profileWords } from '#web/features/settings/permissions/profile-words.ts';
import { roleWords } from '#web/features/settings/permissions/role-words.ts';
import { sharingWords } from '#web/features/settings/permissions/sharing-words.ts';
import { userWords } from '#web/features/settings/users/words.ts';
import { settingsWords } from '#web/features/settings/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { paths } from '#web/paths.ts';

const stage = useStage();

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/{{(\w+)}}/g, (_, name: string) => values[name] ?? '');
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page
    .getByRole('combobox', { name: label })
    .or(page.getByRole('textbox', { name: label }))
    .first()
    .click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

async function write(page: Page, name: string): Promise<void> {
  await page.getByRole('dialog').getByRole('textbox').first().fill(name);
}

// Chinese names, so that both runs stand side by side.
describe.each([
  { language: 'en', module: 'Leads', intern: 'Interns', role: 'Management', below: 'Sellers', team: 'Trade fair' },
  { language: 'zh', module: '线索', intern: '实习生', role: '管理层', below: '销售', team: '展会' },
] as const)('who may do what, in $language', ({ language, module, intern, role, below, team }) => {
  const [profile, roles, sharing] = [profileWords[language], roleWords[language], sharingWords[language]];
  const [users, general] = [userWords[language], generalWords[language]];
  const groups = groupWords[language];
  const theme = language === 'en' ? 'light' : 'dark';

  it('U-1: Mei makes a profile for interns, gives it to Omar, and deletes it', async () => {
    const page = await stage.open(paths.settingsProfiles, { language, theme });
    await page.getByRole('button', { name: profile.newProfile }).click();
    await write(page, intern);
    await page.getByRole('dialog').getByRole('button', { name: profile.create }).click();
    await page.getByRole('heading', { name: intern }).waitFor();

    await choose(page, profile.separate, module);
    await page.getByLabel(fill(profile.ofModule, { verb: profile.delete_verb, module })).uncheck();
    await page.getByRole('switch', { name: profile.data }).uncheck();
    await page.getByText(profile.offNow).waitFor();
    expect(await page.getByLabel(fill(profile.ofModule, { verb: profile.export, module })).isDisabled()).toBe(true);
    const fields = page.getByRole('region', { name: profile.fields });
    await fields.getByRole('button', { name: new RegExp(`^${module}`) }).click();
    await page
      .getByRole('radiogroup', { name: language === 'en' ? 'Phone' : '电话', exact: true })
      .getByText(profile.hidden)
      .click();
    await page.getByRole('button', { name: general.save, exact: true }).click();
    await page.getByText(fill(profile.saved, { name: intern })).waitFor();

    await page.goto(stage.url + paths.settingsUsers);
    await choose(page, fill(users.profileOf, { name: 'Omar' }), intern);
    await page.getByText(fill(users.hasProfile, { name: 'Omar', profile: intern })).waitFor();

    await page.goto(stage.url + paths.settingsProfiles);
    await page.getByRole('button', { name: fill(profile.actionsOf, { name: intern }) }).click();
    await page.getByRole('menuitem', { name: general.delete }).click();
    await page.getByRole('dialog').getByRole('button', { name: general.delete }).click();
    await page.getByText(fill(profile.wasDeleted, { name: intern })).waitFor();
  });

  it('U-1: Mei arranges roles and a team, keeps leads private and shares some', async () => {
    stage.allow(/status of 409/);
    const page = await stage.open(paths.settingsRoles, { language, theme });
    await page.getByRole('button', { name: roles.newRole }).click();
    await write(page, role);
    await page.getByRole('dialog').getByRole('button', { name: general.save }).click();
    await page.getByRole('button', { name: fill(roles.actionsOf, { name: role }) }).click();
    await page.getByRole('menuitem', { name: roles.addBelow }).click();
    await write(page, below);
    await page.getByRole('dialog').getByRole('button', { name: general.save }).click();
    await page.locator('li li').getByText(below, { exact: true }).waitFor();
    await page.getByRole('button', { name: fill(roles.actionsOf, { name: role }) }).click();
    await page.getByRole('menuitem', { name: general.delete }).click();
    await page.getByRole('dialog').getByRole('button', { name: general.delete }).click();
    await page.getByText(/still in use|仍在使用/).waitFor();
    await page.getByRole('button', { name: roles.newTeam }).click();
    await write(page, team);
    await page.getByRole('dialog').getByRole('button', { name: general.save }).click();
    await page.getByRole('table', { name: roles.teams }).getByText(team).waitFor();

    await page.goto(stage.url + paths.settingsSharing);
    const openness = page.getByRole('radiogroup', { name: fill(sharing.levelOf, { module }), exact: true });
    await openness.getByText(sharing.private, { exact: true }).click();
    await page.getByText(sharing.privateHint).waitFor();
    await page.getByRole('button', { name: sharing.newRule }).click();
    await write(page, team);
    await choose(page, sharing.owners, fill(groups.role, { name: below }));
    await choose(page, sharing.with, fill(groups.team, { name: team }));
    await page.getByRole('dialog').getByRole('button', { name: sharing.add, exact: true }).click();
    const what = fill(sharing.owned, { module, owners: fill(groups.role, { name: below }) });
    const people = fill(groups.team, { name: team });
    await page.getByText(fill(sharing.sentence, { what, people, level: sharing.mayRead })).waitFor();
  });

  it('U-1: Omar learns who may do this', async () => {
    const page = await stage.open(paths.settingsSharing, { language, as: 'Omar' });
    await page.getByText(settingsWords[language].forAdministrators).waitFor();
  });
});

it('V-3: Mei keeps a view to herself, then shares it with Omar', async () => {
  const [groups, views, general, name] = [groupWords.zh, viewWords.zh, generalWords.zh, '我的新线索'];
  const page = await stage.open('/leads', { language: 'zh', theme: 'dark' });
  await page.getByRole('button', { name: views.newView }).click();
  await write(page, name);
  await page.getByRole('radio', { name: groups.me }).check();
  await page.getByRole('dialog').getByRole('button', { name: general.save, exact: true }).click();
  await page.getByText(fill(views.created, { name })).waitFor();
  const omars = await stage.open('/leads', { language: 'zh', as: 'Omar' });
  const tab = omars.getByRole('navigation', { name: views.views }).getByRole('link', { name });
  await omars.getByRole('button', { name: views.newView }).waitFor();
  expect(await tab.count()).toBe(0);

  await page.getByRole('button', { name: fill(views.actionsOf, { name }) }).click();
  await page.getByRole('menuitem', { name: views.editView }).click();
  await page.getByRole('radio', { name: groups.some }).check();
  await choose(page, groups.some, 'Omar');
  await page.keyboard.press('Tab');
  await page.getByRole('dialog').getByRole('button', { name: general.save, exact: true }).click();
  await page.getByText(fill(views.saved, { name })).waitFor();
  await omars.reload();
  await tab.waitFor();
});

it('U-1: who was slower learns so, and nothing that they ticked is lost', async () => {
  stage.allow(/status of 409/);
  const [profile, general] = [profileWords.en, generalWords.en];
  const tick = (page: Page, verb: string) =>
    page.getByLabel(fill(profile.ofModule, { verb, module: profile.all }), { exact: true });
  const save = (page: Page) => page.getByRole('button', { name: general.save, exact: true }).click();
  const saved = (page: Page) => page.getByText(fill(profile.saved, { name: 'Standard' })).waitFor();
  const [first, second] = [await openStandard('light'), await openStandard('dark')];
  await tick(first, profile.import).uncheck();
  await tick(second, profile.export).uncheck();
  await save(first);
  await saved(first);
  await save(second);
  await second.getByRole('button', { name: profile.keepOurs }).click();
  await save(second);
  await saved(second);
  await first.reload();
  await tick(first, profile.import).and(first.locator(':checked')).waitFor();
  await tick(first, profile.export).and(first.locator(':not(:checked)')).waitFor();
});

async function openStandard(theme: 'light' | 'dark'): Promise<Page> {
  const page = await stage.open(paths.settingsProfiles, { theme });
  await page.getByRole('link', { name: 'Standard' }).click();
  return page;
}
