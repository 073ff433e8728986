import { Button } from '@mantine/core';
import { PlusIcon } from '@heroicons/react/16/solid';
import type { CadenceFile, FileRule } from '#core/cadence/file.ts';
import type { Criteria } from '#core/criteria/criteria.ts';
import { addToDate } from '#core/time/calendar.ts';
import { type NewRuleFrom, newRule, type RuleKind, ruleKinds } from '#web/features/cadences/rules/edit-rules.ts';
import { dateFieldsOf } from '#web/features/cadences/rules/date-field-rule.tsx';
import { rulesWords } from '#web/features/cadences/rules/words.ts';
import type { Module } from '#web/features/templates/merge-fields.ts';
import { everyRecord, newCondition, writeCriteria } from '#web/criteria/edit-criteria.ts';
import { useWords } from '#web/i18n/words.ts';
import { MenuButton } from '#web/ui/menu-button.tsx';

const DAYS_AHEAD = 30;

type AddRuleProps = {
  readonly draft: CadenceFile;
  readonly module: Module;
  readonly onAdd: (rule: FileRule) => void;
};

export function AddRule({ draft, module, onAdd }: AddRuleProps) {
  const { t } = useWords(rulesWords);
  const [dateField] = dateFieldsOf(module);
  const whyNot: Partial<Record<RuleKind, string | null>> = {
    leftView: draft.audience === 'manual' ? t('leftViewWhy') : null,
    dateField: dateField === undefined ? t('dateFieldWhy') : null,
  };
  const add = (kind: RuleKind) => {
    const today = new Date().toISOString().slice(0, 'YYYY-MM-DD'.length);
    const from: NewRuleFrom = {
      date: addToDate(today, { amount: DAYS_AHEAD, unit: 'days' }),
      dateField: dateField?.key ?? '',
      criteria: firstCondition(module),
    };
    onAdd(newRule(kind, from));
  };
  return (
    <MenuButton
      button={
        <Button variant="default" leftSection={<PlusIcon width={16} aria-hidden />}>
          {t('add')}
        </Button>
      }
      entries={ruleKinds.map((kind) => ({
        text: t(kind),
        about: t(`${kind}Text`),
        why: whyNot[kind] ?? null,
        onClick: () => add(kind),
      }))}
    />
  );
}

/** What most teams begin with, and something to change where the module has no such status. */
function firstCondition({ fields }: Module): Criteria {
  const status = fields.find(({ key }) => key === 'lead_status');
  if (status?.options.includes(LOST) === true) return { field: status.key, is: LOST };
  return fields[0] === undefined ? everyRecord : writeCriteria(newCondition(fields[0]));
}

const LOST = 'Not interested';
