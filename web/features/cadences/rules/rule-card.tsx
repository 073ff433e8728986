import {
  ActionIcon,
  Alert,
  Badge,
  Checkbox,
  Collapse,
  Group,
  Stack,
  Text,
  TextInput,
  Tooltip,
  UnstyledButton,
} from '@mantine/core';
import { ArrowDownIcon, ArrowUpIcon, ChevronDownIcon, TrashIcon } from '@heroicons/react/16/solid';
import { type ReactNode, useState } from 'react';
import type { CadenceFile, FileRule } from '#core/cadence/file.ts';
import panel from '#web/features/cadences/builder/panel/panel.module.css';
import type { ToldProblem } from '#web/features/cadences/builder/use-problems.ts';
import { NAME_LENGTH_MAX, rulesOf } from '#web/features/cadences/rules/edit-rules.ts';
import { RuleFields } from '#web/features/cadences/rules/rule-fields.tsx';
import classes from '#web/features/cadences/rules/rules.module.css';
import { rulesWords } from '#web/features/cadences/rules/words.ts';
import type { Module } from '#web/features/templates/merge-fields.ts';
import { useWords } from '#web/i18n/words.ts';

type RuleCardProps = {
  readonly rule: FileRule;
  /** In words. */
  readonly said: string;
  readonly file: CadenceFile;
  readonly module: Module;
  /** Its own. */
  readonly problems: readonly ToldProblem[];
  readonly isOpen: boolean;
  readonly mayEdit: boolean;
  readonly onToggle: () => void;
  /** The focus went elsewhere. */
  readonly onLeave: () => void;
  readonly onChange: (rule: FileRule) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
};

export function RuleCard({
  rule,
  said,
  file,
  module,
  problems,
  isOpen,
  mayEdit,
  onToggle,
  onLeave,
  onChange,
  onMove,
  onRemove,
}: RuleCardProps) {
  const { t } = useWords(rulesWords);
  const place = rulesOf(file).indexOf(rule);
  return (
    <li
      id={`rule-${rule.id}`}
      tabIndex={-1}
      className={classes['card']}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) onLeave();
      }}
    >
      <UnstyledButton className={classes['head'] ?? ''} aria-expanded={isOpen} onClick={onToggle}>
        <Text component="span" size="sm" fw={500}>
          {said}
        </Text>
        <Group gap={6} wrap="nowrap">
          {rule.goal === true ? (
            <Badge color="green" variant="light" tt="none">
              {t('goal')}
            </Badge>
          ) : null}
          <ChevronDownIcon width={16} aria-hidden className={classes['chevron']} />
        </Group>
      </UnstyledButton>
      {problems.map(({ message, path, code }) => (
        <Alert key={path + code} color="red" mx="sm" mb="sm" p="xs">
          {message}
        </Alert>
      ))}
      <Collapse expanded={isOpen}>
        <fieldset className={panel['fields']} disabled={!mayEdit}>
          <Stack gap="sm" px="sm" pb="sm">
            <RuleFields rule={rule} file={file} module={module} onChange={onChange} />
            <RuleName rule={rule} file={file} onChange={onChange} />
            <Checkbox
              label={t('goalLabel')}
              description={t('goalText')}
              checked={rule.goal ?? false}
              onChange={(event) => onChange(withGoal(rule, event.currentTarget.checked))}
            />
            <Group gap={4} justify="flex-end">
              <Act label={t('up')} isOff={place === 0} onClick={() => onMove(-1)}>
                <ArrowUpIcon width={16} aria-hidden />
              </Act>
              <Act label={t('down')} isOff={place === rulesOf(file).length - 1} onClick={() => onMove(1)}>
                <ArrowDownIcon width={16} aria-hidden />
              </Act>
              <Act label={t('remove')} isOff={false} onClick={onRemove}>
                <TrashIcon width={16} aria-hidden />
              </Act>
            </Group>
          </Stack>
        </fieldset>
      </Collapse>
    </li>
  );
}

function withGoal(rule: FileRule, isGoal: boolean): FileRule {
  const { goal: _, ...others } = rule;
  return isGoal ? { ...others, goal: true } : others;
}

type RuleNameProps = Pick<RuleCardProps, 'rule' | 'file' | 'onChange'>;

/** Kept once it is whole: another rule's name, or none, never reaches the draft. */
function RuleName({ rule, file, onChange }: RuleNameProps) {
  const { t } = useWords(rulesWords);
  const [written, setWritten] = useState<string | null>(null);
  const name = (written ?? rule.id).trim();
  const isTaken = rulesOf(file).some((other) => other !== rule && other.id === name);
  const keep = () => {
    setWritten(null);
    if (name !== '' && !isTaken && name !== rule.id) onChange({ ...rule, id: name });
  };
  return (
    <TextInput
      size="xs"
      label={t('name')}
      description={t('nameText')}
      maxLength={NAME_LENGTH_MAX}
      error={name === '' ? t('nameMissing') : isTaken ? t('nameTaken') : null}
      value={written ?? rule.id}
      onChange={(event) => setWritten(event.currentTarget.value)}
      onBlur={keep}
    />
  );
}

type ActProps = {
  readonly label: string;
  readonly isOff: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
};

function Act({ label, isOff, onClick, children }: ActProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} disabled={isOff} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
