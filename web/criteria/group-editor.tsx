import { ActionIcon, Button, Group as Row, Select, Text } from '@mantine/core';
import { PlusIcon, XMarkIcon } from '@heroicons/react/16/solid';
import { ConditionRow } from '#web/criteria/condition-row.tsx';
import classes from '#web/criteria/criteria.module.css';
import {
  addPart,
  type Group,
  groupOf,
  type Match,
  newCondition,
  type Part,
  pathInside,
  replacePart,
} from '#web/criteria/edit-criteria.ts';
import { problemAt, useEditing } from '#web/criteria/editing.ts';
import { criteriaWords } from '#web/criteria/words.ts';
import { useWords } from '#web/i18n/words.ts';

type GroupEditorProps = {
  readonly group: Group;
  /** Where it is written: '', 'all/1'. */
  readonly path: string;
  readonly onChange: (group: Group) => void;
  /** Left out: the outermost, which stays. */
  readonly onRemove?: () => void;
};

export function GroupEditor({ group, path, onChange, onRemove }: GroupEditorProps) {
  const { t } = useWords(criteriaWords);
  const editing = useEditing();
  const inside = pathInside(group, path);
  const isOutermost = onRemove === undefined;
  const problem = problemAt(editing, path) ?? problemAt(editing, inside);
  return (
    <div
      role="group"
      aria-label={t('group')}
      className={isOutermost ? classes['group'] : `${classes['group']} ${classes['nested']}`}
    >
      {group.parts.length === 0 ? (
        <Text c="dimmed" size="sm">
          {t('none')}
        </Text>
      ) : (
        <Row justify="space-between" wrap="nowrap">
          <MatchChoice group={group} onChange={onChange} />
          {isOutermost ? null : (
            <ActionIcon aria-label={t('removeGroup')} onClick={onRemove}>
              <XMarkIcon width={16} aria-hidden />
            </ActionIcon>
          )}
        </Row>
      )}
      {group.parts.map((part, index) => (
        <PartEditor
          key={index}
          part={part}
          path={`${inside}/${index}`}
          onChange={(changed) => onChange(replacePart(group, index, changed))}
        />
      ))}
      {problem === null ? null : (
        <Text c="var(--mantine-color-error)" size="xs" role="alert">
          {problem}
        </Text>
      )}
      <Additions group={group} onChange={onChange} />
    </div>
  );
}

type PartEditorProps = {
  readonly part: Part;
  readonly path: string;
  /** Null: remove it. */
  readonly onChange: (part: Part | null) => void;
};

function PartEditor({ part, path, onChange }: PartEditorProps) {
  if (part.kind === 'group') {
    return <GroupEditor group={part} path={path} onChange={onChange} onRemove={() => onChange(null)} />;
  }
  return <ConditionRow leaf={part} path={path} onChange={onChange} />;
}

type ChangeProps = Pick<GroupEditorProps, 'group' | 'onChange'>;

const choices = ['all', 'any', 'not_any', 'not_all'] as const;
type Choice = (typeof choices)[number];

function MatchChoice({ group, onChange }: ChangeProps) {
  const { t } = useWords(criteriaWords);
  return (
    <Select<Choice>
      size="xs"
      w="16rem"
      variant="filled"
      aria-label={t('match')}
      allowDeselect={false}
      data={choices.map((choice) => ({ value: choice, label: t(choice) }))}
      value={group.isNegated ? `not_${group.match}` : group.match}
      onChange={(choice) => {
        const match: Match = choice === 'any' || choice === 'not_any' ? 'any' : 'all';
        onChange({ ...group, match, isNegated: choice === 'not_any' || choice === 'not_all' });
      }}
    />
  );
}

/** A new condition asks about the field that the last one asks about, or the first of the module. */
function Additions({ group, onChange }: ChangeProps) {
  const { t } = useWords(criteriaWords);
  const [field] = useEditing().module.fields;
  if (field === undefined) return null;
  const icon = <PlusIcon width={14} aria-hidden />;
  const other = group.match === 'all' ? 'any' : 'all';
  return (
    <Row gap="xs">
      <Button variant="default" leftSection={icon} onClick={() => onChange(addPart(group, newCondition(field)))}>
        {t('addCondition')}
      </Button>
      <Button
        variant="subtle"
        color="gray"
        leftSection={icon}
        onClick={() => onChange(addPart(group, groupOf([newCondition(field)], other)))}
      >
        {t('addGroup')}
      </Button>
    </Row>
  );
}
