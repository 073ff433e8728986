// When records leave the cadence (C-50): each rule in words, opened to be changed.
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { CadenceFile, FileRule } from '#core/cadence/file.ts';
import type { ToldProblem } from '#web/features/cadences/builder/use-problems.ts';
import { capital, useResponseWords } from '#web/features/cadences/response-words.ts';
import { AddRule } from '#web/features/cadences/rules/add-rule.tsx';
import { addRules, moveRule, removeRule, replaceRule, rulesOf } from '#web/features/cadences/rules/edit-rules.ts';
import { RuleCard } from '#web/features/cadences/rules/rule-card.tsx';
import { ruleInWords } from '#web/features/cadences/rules/rule-words.ts';
import { rulesWords } from '#web/features/cadences/rules/words.ts';
import type { Module } from '#web/features/templates/merge-fields.ts';
import { useNameValue } from '#web/criteria/name-value.ts';
import { useWords } from '#web/i18n/words.ts';

export type RulesPanelProps = {
  readonly draft: CadenceFile;
  readonly onChange: (draft: CadenceFile) => void;
  /** All of the draft's. */
  readonly problems: readonly ToldProblem[];
  readonly module: Module;
};

const USUAL: readonly FileRule[] = [
  { id: '', goal: true, email: ['replied'] },
  { id: '', email: ['unsubscribed'] },
];

export function RulesPanel({ draft, onChange, problems, module }: RulesPanelProps) {
  const words = useWords(rulesWords);
  const { t } = words;
  const nameValue = useNameValue(words.language);
  const responses = useResponseWords();
  const [opened, setOpened] = useState<number | null>(null);
  const rules = rulesOf(draft);
  const say = (rule: FileRule) => capital(ruleInWords(rule, { ...words, file: draft, module, responses, nameValue }));
  return (
    <Stack gap="sm">
      <Title order={2}>{t('title')}</Title>
      <Text c="dimmed" size="sm">
        {t('text')}
      </Text>
      {rules.length > 0 ? null : (
        <Stack gap={6} align="flex-start">
          <Text size="sm">{t('none')}</Text>
          <Button variant="light" onClick={() => onChange(addRules(draft, USUAL, say))}>
            {t('usual')}
          </Button>
          <Text c="dimmed" size="xs">
            {t('usualText')}
          </Text>
        </Stack>
      )}
      <Stack gap="xs" component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
        {rules.map((rule, index) => (
          <RuleCard
            // A rule keeps its place while its name is written.
            key={index}
            rule={rule}
            said={say(rule)}
            file={draft}
            module={module}
            problems={problems.filter(({ path }) => `${path}/`.startsWith(`unenroll/${rule.id}/`))}
            isOpen={opened === index}
            onToggle={() => setOpened(opened === index ? null : index)}
            onChange={(changed) => onChange(replaceRule(draft, index, changed, say))}
            onMove={(by) => {
              onChange(moveRule(draft, index, by));
              setOpened(null);
            }}
            onRemove={() => {
              onChange(removeRule(draft, index));
              setOpened(null);
            }}
          />
        ))}
      </Stack>
      <Group>
        <AddRule
          draft={draft}
          module={module}
          onAdd={(rule) => {
            onChange(addRules(draft, [rule], say));
            setOpened(rules.length);
          }}
        />
      </Group>
      {rules.length < 2 ? null : (
        <Text c="dimmed" size="xs">
          {t('orderText')}
        </Text>
      )}
    </Stack>
  );
}
