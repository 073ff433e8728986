import { expect, it } from 'vitest';
import { languageNamed, variantFor } from './template-languages.ts';

it.each([
  ['German', 'de'],
  ['deutsch', 'de'],
  ['德语', 'de'],
  ['de', 'de'],
  ['de-AT', 'de'],
  ['zh_TW', 'zh-TW'],
  ['zh-CN', 'zh'],
  [' 中文 ', 'zh'],
  ['Klingon', null],
  ['', null],
])('E-2 a record that says “%s” is written to in %s', (text, tag) => {
  expect(languageNamed(text)).toBe(tag);
});

const [english, german] = [{ language: 'en' }, { language: 'de' }];

it.each([
  ['German', 'en', german],
  ['French', 'en', null],
  [null, 'en', english],
  ['Klingon', 'en', english],
  [null, 'zh', null],
])('E-2 a record of language %s in an organisation of %s gets the right variant', (record, organization, expected) => {
  expect(variantFor([english, german], { record, organization })).toBe(expected);
});
