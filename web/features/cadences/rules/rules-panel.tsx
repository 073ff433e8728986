// When records leave the cadence (C-50): each rule in words, opened to be changed.
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { CadenceFile, FileRule } from '#core/cadence/file.ts';
import type { Calm } from '#web/features/cadences/builder/builder-context.ts';
import type { ToldProblem } from '#web/features/cadences/builder/use-problems.ts';
import { capital, useResponseWords } from '#web/features/cadences/response-words.ts';
import { AddRule } from '#web/features/cadences/rules/add-rule.tsx';
import { addRules, moveRule, removeRule, replaceRule, rulesOf } from '#web/features/cadences/rules/edit-rules.ts';
import { RuleCard } from '#web/features/cadences/rules/rule-card.tsx';
import { ruleInWords } from '#web/features/cadences/rules/rule-words.ts';
import { rulesWords } from '#web/features/cadences/rules/words.ts';
import type { Module } from '#web/features/templates/merge-fields.ts';
import { useAskedModule } from '#web/criteria/asked-module.ts';
import { useNameValue } from '#web/criteria/name-value.ts';
import { useWords } from '#web/i18n/words.ts';

export type RulesPanelProps = {
  readonly draft: CadenceFile;
  readonly onChange: (draft: CadenceFile) => void;
  /** All of the draft's that are to be shown. */
  readonly problems: readonly ToldProblem[];
  readonly calm: Calm;
  readonly module: Module;
  readonly mayEdit: boolean;
};

const USUAL: readonly FileRule[] = [
  { id: '', goal: true, email: ['replied'] },
  { id: '', email: ['unsubscribed'] },
];

export function RulesPanel({ draft, onChange, problems, calm, module: known, mayEdit }: RulesPanelProps) {
  const module = useAskedModule(known) ?? known;
  const words = useWords(rulesWords);
  const { t } = words;
  const nameValue = useNameValue(words.language);
  const responses = useResponseWords();
  const [opened, setOpened] = useState<number | null>(null);
  const rules = rulesOf(draft);
  const say = (rule: FileRule) => capital(ruleInWords(rule, { ...words, file: draft, module, responses, nameValue }));
  const add = (rule: FileRule) => {
    const changed = addRules(draft, [rule], say);
    onChange(changed);
    setOpened(rules.length);
    calm.begin(placeOf(rulesOf(changed).at(-1)));
  };
  const replace = (index: number, rule: FileRule) => {
    const changed = replaceRule(draft, index, rule, say);
    onChange(changed);
    // Its name says what it does, until somebody gives it one: with that its place changes.
    if (calm.isQuiet(placeOf(rules[index]))) calm.begin(placeOf(rulesOf(changed)[index]));
  };
  return (
    <Stack gap="sm">
      <Title order={2}>{t('title')}</Title>
      <Text c="dimmed" size="sm">
        {t('text')}
      </Text>
      {rules.length > 0 ? null : (
        <Stack gap={6} align="flex-start">
          <Text size="sm">{t('none')}</Text>
          {mayEdit ? (
            <>
              <Button variant="light" onClick={() => onChange(addRules(draft, USUAL, say))}>
                {t('usual')}
              </Button>
              <Text c="dimmed" size="xs">
                {t('usualText')}
              </Text>
            </>
          ) : null}
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
            problems={problems.filter(({ path }) => `${path}/`.startsWith(`${placeOf(rule)}/`))}
            isOpen={opened === index}
            onToggle={() => setOpened(opened === index ? null : index)}
            mayEdit={mayEdit}
            onLeave={() => {
              if (calm.isQuiet(placeOf(rule))) calm.showAll();
            }}
            onChange={(changed) => replace(index, changed)}
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
      {mayEdit ? (
        <Group>
          <AddRule draft={draft} module={module} onAdd={add} />
        </Group>
      ) : null}
      {rules.length < 2 ? null : (
        <Text c="dimmed" size="xs">
          {t('orderText')}
        </Text>
      )}
    </Stack>
  );
}

function placeOf(rule: FileRule | undefined): string {
  return `unenroll/${rule?.id ?? ''}`;
}
