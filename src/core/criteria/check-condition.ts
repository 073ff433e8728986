// Reads one condition: the field exists, there is exactly one operator, it fits the field, and so does what it says.
import { askedField } from '#core/criteria/asked-fields.ts';
import { checkLiteral, type OperandPlace } from '#core/criteria/check-literal.ts';
import { type Condition, LIST_MAX, SPAN_MAX } from '#core/criteria/criteria.ts';
import {
  isOperator,
  isOperatorFor,
  type Literal,
  type Operator,
  operatorRule,
  peopleKinds,
  type PeopleNamed,
  type Span,
  spanUnits,
} from '#core/criteria/operators.ts';
import { at, isPlainObject, type Reading, shown } from '#core/criteria/problem.ts';
import { compareLiterals, isUuid } from '#core/criteria/read-literal.ts';
import { type Field, shapeOf } from '#core/records/field.ts';

type RawObject = Readonly<Record<string, unknown>>;

export function checkCondition(raw: RawObject, path: string, reading: Reading): Condition | null {
  const operator = readOperator(raw, path, reading);
  const field = readField(raw, path, reading);
  if (operator === null || field === null) return null;
  if (!isOperatorFor(operator, field.type)) {
    return reading.report('operator_not_of_field', path, { operator, field: field.key, type: field.type });
  }
  const place: OperandPlace = { path: at(path, operator), field, operator, reading };
  const operand = readOperand[operatorRule(operator).operand](raw[operator], place);
  // Each kind's reader answers with that kind's operand: the key and its value belong together.
  return operand === null ? null : ({ field: field.key, [operator]: operand } as Condition);
}

function readField(raw: RawObject, path: string, { module, report }: Reading): Field | null {
  if (typeof raw['field'] !== 'string') return report('field_missing', path);
  const key = raw['field'];
  return askedField(module, key) ?? report('field_unknown', at(path, 'field'), { field: shown(key) });
}

function readOperator(raw: RawObject, path: string, { report }: Reading): Operator | null {
  const keys = Object.keys(raw).filter((key) => key !== 'field');
  const known = keys.filter(isOperator);
  for (const key of keys) {
    if (!isOperator(key)) report('operator_unknown', path, { operator: shown(key) });
  }
  const [operator] = known;
  if (operator === undefined) return keys.length === 0 ? report('operator_missing', path) : null;
  return known.length > 1 ? report('operators_several', path, { operators: known.join(', ') }) : operator;
}

const readOperand = {
  one: checkLiteral,
  list: readList,
  pair: readPair,
  span: readSpan,
  people: readPeople,
  none: readNothing,
} as const;

function readNothing(raw: unknown, { path, reading }: OperandPlace): true | null {
  return raw === true ? true : reading.report('operand_wrong', path, { expected: 'true' });
}

function readList(raw: unknown, place: OperandPlace): Literal[] | null {
  const { report } = place.reading;
  if (!Array.isArray(raw)) return report('operand_wrong', place.path, { expected: 'list' });
  if (raw.length === 0) return report('list_empty', place.path);
  if (raw.length > LIST_MAX) return report('list_too_long', place.path, { max: LIST_MAX });
  return readEach(raw, place);
}

function readPair(raw: unknown, place: OperandPlace): readonly [Literal, Literal] | null {
  const { report } = place.reading;
  if (!Array.isArray(raw) || raw.length !== 2) return report('operand_wrong', place.path, { expected: 'pair' });
  const [from, to] = readEach(raw, place) ?? [];
  if (from === undefined || to === undefined) return null;
  if (compareLiterals(from, to, shapeOf[place.field.type]) > 0) return report('ends_reversed', place.path);
  return [from, to];
}

function readEach(raw: readonly unknown[], place: OperandPlace): Literal[] | null {
  const values: Literal[] = [];
  for (let index = 0; index < raw.length; index++) {
    const value = checkLiteral(raw[index], { ...place, path: at(place.path, index) });
    if (value !== null) values.push(value);
  }
  return values.length === raw.length ? values : null;
}

/** Dates know no hours: only date-times count in them. */
function readSpan(raw: unknown, { path, field, reading }: OperandPlace): Span | null {
  if (!isPlainObject(raw)) return reading.report('operand_wrong', path, { expected: 'span' });
  const [key, ...more] = Object.keys(raw);
  const unit = spanUnits.find((one) => one === key);
  const tooFine = shapeOf[field.type] === 'date' && (unit === 'minutes' || unit === 'hours');
  if (unit === undefined || more.length > 0 || tooFine) return reading.report('unit_wrong', path);
  const amount = raw[unit];
  if (typeof amount !== 'number' || !Number.isInteger(amount) || amount < 1 || amount > SPAN_MAX) {
    return reading.report('amount_out_of_range', at(path, unit), { min: 1, max: SPAN_MAX });
  }
  return { [unit]: amount };
}

/** Where the organisation's roles and teams weren't loaded, any may be named. */
function readPeople(raw: unknown, { path, reading }: OperandPlace): PeopleNamed | null {
  const [kind, ...more] = isPlainObject(raw) ? peopleKinds.filter((one) => Object.hasOwn(raw, one)) : [];
  const isAlone = isPlainObject(raw) && more.length === 0 && Object.keys(raw).length === 1;
  if (kind === undefined || !isAlone || !isUuid(raw[kind])) return reading.report('people_wrong', path);
  const id = raw[kind].toLowerCase();
  const { beyond } = reading.module;
  if (beyond !== undefined && beyond.people.get(id)?.kind !== kind) {
    return reading.report('people_unknown', at(path, kind), { id });
  }
  return { [kind]: id };
}
