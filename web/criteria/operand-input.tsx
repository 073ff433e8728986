// What stands after an operator: one value, several, from and to, a span of time, or nothing.
import { NumberInput, Select } from '@mantine/core';
import type { Condition } from '#core/criteria/criteria.ts';
import { describeUnit } from '#core/criteria/explain.ts';
import {
  operandOf,
  type Operator,
  partOperators,
  type Span,
  spanUnits,
  type Statement,
  statementOf,
} from '#core/criteria/operators.ts';
import type { Field } from '#core/records/field.ts';
import classes from '#web/criteria/criteria.module.css';
import { unitsFor, withOperand } from '#web/criteria/edit-criteria.ts';
import { LiteralInput } from '#web/criteria/literal-input.tsx';
import { LiteralsInput } from '#web/criteria/literals-input.tsx';
import { LookupInput, LookupsInput } from '#web/criteria/lookup-input.tsx';
import { PeopleInput } from '#web/criteria/people-input.tsx';
import { criteriaWords } from '#web/criteria/words.ts';
import { useWords } from '#web/i18n/words.ts';

type OperandInputProps = {
  readonly field: Field;
  readonly condition: Condition;
  readonly isWrong: boolean;
  readonly onChange: (condition: Condition) => void;
};

export function OperandInput({ field, condition, isWrong, onChange }: OperandInputProps) {
  const { t } = useWords(criteriaWords);
  const statement = statementOf(condition);
  const change = (operand: Statement['operand']) => onChange(withOperand(condition, statement.operator, operand));
  const about = { field, isPart: isPart(statement.operator), isWrong };
  const operand = operandOf(statement);
  const isLookup = field.type === 'lookup';
  switch (operand.kind) {
    case 'none':
      return <span />;
    case 'list':
      return isLookup ? (
        <LookupsInput {...about} label={t('values')} values={operand.value} onChange={change} />
      ) : (
        <LiteralsInput {...about} label={t('values')} values={operand.value} onChange={change} />
      );
    case 'span':
      return <SpanInput field={field} span={operand.value} onChange={change} />;
    case 'people':
      return <PeopleInput named={operand.value} isWrong={isWrong} onChange={change} />;
    case 'pair': {
      const [from, to] = operand.value;
      return (
        <div className={classes['operand']}>
          <LiteralInput {...about} label={t('from')} value={from} onChange={(value) => change([value, to])} />
          <LiteralInput {...about} label={t('to')} value={to} onChange={(value) => change([from, value])} />
        </div>
      );
    }
    case 'one':
      return isLookup ? (
        <LookupInput {...about} label={t('value')} value={operand.value} onChange={change} />
      ) : (
        <LiteralInput {...about} label={t('value')} value={operand.value} onChange={change} />
      );
  }
}

/** A part of an option may be anything, a whole one is chosen. */
function isPart(operator: Operator): boolean {
  return partOperators.includes(operator);
}

type SpanInputProps = { readonly field: Field; readonly span: Span; readonly onChange: (span: Span) => void };

function SpanInput({ field, span, onChange }: SpanInputProps) {
  const { t, language } = useWords(criteriaWords);
  const unit = spanUnits.find((one) => span[one] !== undefined) ?? 'days';
  const amount = span[unit] ?? 0;
  return (
    <div className={classes['operand']}>
      <NumberInput
        size="xs"
        min={1}
        allowDecimal={false}
        allowNegative={false}
        aria-label={t('amount')}
        value={amount === 0 ? '' : amount}
        onChange={(value) => onChange({ [unit]: Number(value) })}
      />
      <Select
        size="xs"
        allowDeselect={false}
        aria-label={t('unit')}
        data={unitsFor(field).map((value) => ({ value, label: describeUnit(value, amount, language) }))}
        value={unit}
        onChange={(chosen) => onChange({ [chosen ?? unit]: amount })}
      />
    </div>
  );
}
