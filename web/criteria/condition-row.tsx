import { ActionIcon, Badge, Group, Select, Text } from '@mantine/core';
import { XMarkIcon } from '@heroicons/react/16/solid';
import { askedField, askedFields } from '#core/criteria/asked-fields.ts';
import { describeOperator } from '#core/criteria/explain.ts';
import { type Operator, operatorsFor, statementOf } from '#core/criteria/operators.ts';
import { type Field, shapeOf } from '#core/records/field.ts';
import classes from '#web/criteria/criteria.module.css';
import {
  groupOf,
  type Leaf,
  negate,
  type Part,
  pathInside,
  withField,
  withOperator,
} from '#web/criteria/edit-criteria.ts';
import { problemIn, useEditing } from '#web/criteria/editing.ts';
import { OperandInput } from '#web/criteria/operand-input.tsx';
import { criteriaWords } from '#web/criteria/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { MoreButton } from '#web/ui/menu-button.tsx';

type ConditionRowProps = {
  readonly leaf: Leaf;
  readonly path: string;
  /** Null: remove it. */
  readonly onChange: (part: Part | null) => void;
};

export function ConditionRow({ leaf, path, onChange }: ConditionRowProps) {
  const { t } = useWords(criteriaWords);
  const editing = useEditing();
  const { condition } = leaf;
  const field = askedField(editing.module, condition.field);
  const problem = problemIn(editing, pathInside(leaf, path));
  return (
    <div>
      <div className={classes['row']}>
        <div className={classes['field']}>
          {leaf.isNegated ? <Badge tt="none">{t('not')}</Badge> : null}
          <FieldChoice
            field={condition.field}
            onChange={(chosen) => onChange({ ...leaf, condition: withField(condition, field, chosen) })}
          />
        </div>
        {field === undefined ? (
          <span />
        ) : (
          <OperatorChoice
            field={field}
            operator={statementOf(condition).operator}
            onChange={(operator) => onChange({ ...leaf, condition: withOperator(condition, operator, field) })}
          />
        )}
        {field === undefined ? (
          <span />
        ) : (
          <OperandInput
            field={field}
            condition={condition}
            isWrong={problem !== null}
            onChange={(changed) => onChange({ ...leaf, condition: changed })}
          />
        )}
        <RowActions leaf={leaf} onChange={onChange} />
      </div>
      {problem === null ? null : (
        <Text c="var(--mantine-color-error)" size="xs" mt={4} role="alert">
          {problem}
        </Text>
      )}
    </div>
  );
}

type FieldChoiceProps = { readonly field: string; readonly onChange: (field: Field) => void };

function FieldChoice({ field, onChange }: FieldChoiceProps) {
  const { t, language } = useWords(criteriaWords);
  const { module, offers } = useEditing();
  const offered = askedFields(module).filter((one) => one.key === field || offers?.field(one) !== false);
  const known = offered.map(({ key, label }) => ({ value: key, label: label[language] }));
  const gone = askedField(module, field) === undefined ? [{ value: field, label: t('fieldGone', { field }) }] : [];
  return (
    <Select
      size="xs"
      flex={1}
      searchable
      allowDeselect={false}
      aria-label={t('field')}
      data={[...gone, ...known]}
      value={field}
      onChange={(key) => {
        const chosen = askedField(module, key ?? '');
        if (chosen !== undefined) onChange(chosen);
      }}
    />
  );
}

type OperatorChoiceProps = {
  readonly field: Field;
  readonly operator: Operator;
  readonly onChange: (operator: Operator) => void;
};

function OperatorChoice({ field, operator, onChange }: OperatorChoiceProps) {
  const { t, language } = useWords(criteriaWords);
  const { offers } = useEditing();
  const shape = shapeOf[field.type];
  const offered = operatorsFor(field.type).filter((one) => one === operator || offers?.operator(one) !== false);
  return (
    <Select<Operator>
      size="xs"
      allowDeselect={false}
      aria-label={t('operator')}
      data={offered.map((value) => ({ value, label: describeOperator(value, shape, language) }))}
      value={operator}
      onChange={(chosen) => {
        if (chosen !== null) onChange(chosen);
      }}
    />
  );
}

function RowActions({ leaf, onChange }: Pick<ConditionRowProps, 'leaf' | 'onChange'>) {
  const { t } = useWords(criteriaWords);
  return (
    <Group gap={2} wrap="nowrap">
      <MoreButton
        label={t('moreFor')}
        entries={[
          { text: t(leaf.isNegated ? 'removeNot' : 'negate'), onClick: () => onChange(negate(leaf)) },
          { text: t('intoGroup'), onClick: () => onChange(groupOf([leaf], 'any')) },
        ]}
      />
      <ActionIcon aria-label={t('remove')} onClick={() => onChange(null)}>
        <XMarkIcon width={16} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
