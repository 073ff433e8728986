// A sharing rule as a sentence: "Leads that belong to Seller (role) → Trade fair (team), read".
import type { Criteria } from '#core/criteria/criteria.ts';
import { describe } from '#core/criteria/explain.ts';
import { useGroups } from '#web/access/groups.ts';
import { useRead } from '#web/api/hooks.ts';
import { useNameValue } from '#web/criteria/name-value.ts';
import type { Rule } from '#web/features/settings/permissions/sharing-levels.ts';
import { sharingWords } from '#web/features/settings/permissions/sharing-words.ts';
import { useWords } from '#web/i18n/words.ts';

type RuleProps = { readonly rule: Rule; readonly moduleLabel: string };

export function RuleInWords({ rule, moduleLabel: module }: RuleProps) {
  const { t } = useWords(sharingWords);
  const { nameOf } = useGroups();
  const people = nameOf(rule.with);
  const level = t(rule.level === 'read' ? 'mayRead' : 'mayWrite');
  const { shared } = rule;
  if (shared.kind === 'meeting') {
    return <Meeting module={rule.module} label={module} criteria={shared.criteria} people={people} level={level} />;
  }
  const what = t('owned', { module, owners: nameOf(shared.group) });
  return t('sentence', { what, people, level });
}

type MeetingProps = {
  readonly module: string;
  readonly label: string;
  readonly criteria: unknown;
  readonly people: string;
  readonly level: string;
};

/** Nothing until the module's fields are known. */
function Meeting({ module, label, criteria, people, level }: MeetingProps) {
  const { t, language } = useWords(sharingWords);
  const nameValue = useNameValue(language);
  const fields = useRead('getModule', { params: { module } }).data;
  if (fields === undefined) return null;
  // What the server keeps was checked by core when it was saved.
  const says = describe(criteria as Criteria, fields, language, nameValue);
  return t('sentence', { what: t('meeting', { module: label, criteria: says }), people, level });
}
