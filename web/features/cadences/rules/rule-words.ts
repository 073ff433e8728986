// An unenrolment rule in one line.
import type { CadenceFile, FileRule } from '#core/cadence/file.ts';
import { describe, type Language, type NameValue } from '#core/criteria/explain.ts';
import { fieldOf, type Module } from '#core/records/field.ts';
import { titleOf } from '#web/features/cadences/follow-up-title.ts';
import type { ResponseWords } from '#web/features/cadences/response-words.ts';
import { channelOfRule } from '#web/features/cadences/rules/edit-rules.ts';
import type { rulesWords } from '#web/features/cadences/rules/words.ts';
import { formatFor } from '#web/i18n/format.ts';
import type { InWords } from '#web/i18n/words.ts';

type Translate = InWords<typeof rulesWords.en>['t'];

export type Saying = {
  readonly file: CadenceFile;
  readonly module: Module;
  readonly language: Language;
  readonly t: Translate;
  readonly responses: ResponseWords;
  readonly nameValue: NameValue;
};

export function ruleInWords(rule: FileRule, saying: Saying): string {
  const { t, language, module, nameValue } = saying;
  const channel = channelOfRule(rule);
  if (channel !== null) return sayResponses(rule, saying);
  if (rule.results !== undefined) return sayResults(rule, rule.results, saying);
  if (rule.on !== undefined) return t('sayDate', { date: formatFor(language).day(rule.on) });
  if (rule.dateField !== undefined) return sayField(rule.dateField, saying);
  if (rule.record !== undefined) return describe(rule.record, module, language, nameValue);
  return t('sayLeftView');
}

function sayResponses(rule: FileRule, { file, t, responses, language }: Saying): string {
  const channel = channelOfRule(rule) ?? 'email';
  const named = (rule[channel] ?? []).map((response) => responses.response(response));
  const said = named.length === 0 ? t('sayNothing') : either(named, language);
  if (rule.followUp === undefined) return t('sayResponse', { channel: responses.channel(channel), responses: said });
  return t('sayResponseOf', { followUp: titleOf(file, rule.followUp), responses: said });
}

function sayResults(rule: FileRule, results: readonly string[], { file, t, responses, language }: Saying): string {
  const named = results.map((result) => responses.result(result));
  const said = named.length === 0 ? t('sayNothing') : either(named, language);
  if (rule.followUp === undefined) return t('sayResult', { results: said });
  return t('sayResultOf', { followUp: titleOf(file, rule.followUp), results: said });
}

function sayField(
  { field: key, offsetDays = 0 }: NonNullable<FileRule['dateField']>,
  { t, module, language }: Saying,
): string {
  const field = fieldOf(module, key)?.label[language] ?? key;
  if (offsetDays === 0) return t('sayField', { field });
  return offsetDays < 0 ? t('sayBefore', { field, count: -offsetDays }) : t('sayAfter', { field, count: offsetDays });
}

function either(items: readonly string[], language: Language): string {
  return new Intl.ListFormat(language === 'zh' ? 'zh-CN' : 'en', { type: 'disjunction' }).format(items);
}
