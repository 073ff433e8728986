// Turns criteria into plain tests with absolute boundaries: what "in the last 7 days" or "this month" means is computed
// here, once, so that both evaluators, memory and SQL, only compare. Negatives become `not` around the positive test:
// the null table (evaluate.ts) follows from that. It must not look at any record.
import { askedField } from '#core/criteria/asked-fields.ts';
import type { Condition, Criteria } from '#core/criteria/criteria.ts';
import { type Literal, type PeopleNamed, type Statement, statementOf } from '#core/criteria/operators.ts';
import { readScalar } from '#core/criteria/read-literal.ts';
import type { Period } from '#core/criteria/periods.ts';
import { literalRange, type Moment, periodRange, type SpanOperator, spanRange } from '#core/criteria/resolve-range.ts';
import type { OrderedShape, Resolved, Test } from '#core/criteria/resolved.ts';
import { type Module, shapeOf, type ValueShape } from '#core/records/field.ts';
import { fold } from '#core/records/fold.ts';
import { isDate } from '#core/time/calendar.ts';

/**
 * Throws when a field is not there (K-110), or those who belong somewhere: criteria over what was deleted have no answer,
 * neither true nor false, and whatever depends on them must stand still.
 */
export function resolve(criteria: Criteria, module: Module, moment: Moment): Resolved {
  if ('field' in criteria) return resolveCondition(criteria, module, moment);
  if ('not' in criteria) return { kind: 'not', part: resolve(criteria.not, module, moment) };
  const [kind, parts] = 'all' in criteria ? (['all', criteria.all] as const) : (['any', criteria.any] as const);
  return { kind, parts: parts.map((part) => resolve(part, module, moment)) };
}

type Place = {
  readonly field: string;
  readonly shape: ValueShape;
  readonly module: Module;
  readonly moment: Moment;
};

function resolveCondition(condition: Condition, module: Module, moment: Moment): Resolved {
  const { field } = condition;
  const type = askedField(module, field)?.type;
  if (type === undefined) throw new Error(`criteria over a field that is not there: ${field}`);
  return resolveStatement(statementOf(condition), { field, shape: shapeOf[type], module, moment });
}

function resolveStatement(statement: Statement, place: Place): Resolved {
  const { operator, operand } = statement;
  switch (operator) {
    // Asked by somebody, it has become `is` (viewer.ts); the product itself is nobody, and what depends on it stands still.
    case 'is_me':
      throw new Error('criteria that ask who is looking, where nobody is');
    case 'belongs_to':
      return oneOf(membersOf(operand, place.module), place);
    case 'is':
      return oneOf([operand], place);
    case 'is_not':
      return not(oneOf([operand], place));
    case 'in':
      return oneOf(operand, place);
    case 'not_in':
      return not(oneOf(operand, place));
    case 'is_empty':
      return test({ kind: 'empty', shape: place.shape }, place);
    case 'is_not_empty':
      return not(test({ kind: 'empty', shape: place.shape }, place));
    case 'contains':
      return contains(operand, place);
    case 'not_contains':
      return not(contains(operand, place));
    case 'contains_any':
      return chosen('any', operand, place);
    case 'contains_all':
      return chosen('all', operand, place);
    case 'excludes_any':
      return not(chosen('all', operand, place));
    case 'excludes_all':
      return not(chosen('any', operand, place));
    case 'starts_with':
    case 'ends_with':
      return test({ kind: operator, text: fold(String(operand)) }, place);
    default:
      return test(rangeOf(statement, place), place);
  }
}

type RangeOperator = 'less_than' | 'at_most' | 'greater_than' | 'at_least' | 'between';
type RangeStatement = Extract<Statement, { operator: RangeOperator | SpanOperator | Period }>;

function rangeOf(statement: RangeStatement, { shape, moment }: Place): Test {
  switch (statement.operator) {
    case 'between': {
      const [from, to] = statement.operand;
      const { from: first } = literalRange('at_least', from, orderedShape(shape), moment.zone);
      return { ...literalRange('at_most', to, orderedShape(shape), moment.zone), from: first };
    }
    case 'less_than':
    case 'at_most':
    case 'greater_than':
    case 'at_least':
      return literalRange(statement.operator, statement.operand, orderedShape(shape), moment.zone);
    case 'in_last':
    case 'in_next':
    case 'more_than_ago':
    case 'more_than_ahead':
      return spanRange(statement.operator, statement.operand, orderedShape(shape), moment);
    default:
      return periodRange(statement.operator, orderedShape(shape), moment);
  }
}

function not(part: Resolved): Resolved {
  return { kind: 'not', part };
}

function test(what: Test, { field }: Place): Resolved {
  return { kind: 'test', field, test: what };
}

function membersOf(named: PeopleNamed, { beyond }: Module): readonly string[] {
  const id = named.role ?? named.team ?? '';
  const people = beyond?.people.get(id);
  if (people === undefined) throw new Error(`criteria over people who are not there: ${id}`);
  return people.members;
}

/** Of an instant, being a date means being within that day. */
function oneOf(literals: readonly Literal[], place: Place): Resolved {
  const { shape } = place;
  if (shape === 'texts') throw new Error('a multi-select is not compared as a whole');
  const days = shape === 'instant' ? literals.filter((literal) => isDate(String(literal))) : [];
  const values = literals.filter((literal) => !days.includes(literal)).map((literal) => readScalar(literal, shape));
  const parts = days.map((day) => test(rangeOf({ operator: 'between', operand: [day, day] }, place), place));
  if (values.length > 0) parts.push(test({ kind: 'one_of', shape, values }, place));
  const [only, ...more] = parts;
  return only !== undefined && more.length === 0 ? only : { kind: 'any', parts };
}

function contains(operand: Literal, place: Place): Resolved {
  const text = String(operand);
  if (place.shape === 'texts') return chosen('any', [text], place);
  return test({ kind: 'contains', text: fold(text) }, place);
}

function chosen(match: 'any' | 'all', options: readonly Literal[], place: Place): Resolved {
  return test({ kind: 'chosen', match, options: options.map(String) }, place);
}

function orderedShape(shape: ValueShape): OrderedShape {
  if (shape === 'integer' || shape === 'decimal' || shape === 'date' || shape === 'instant') return shape;
  throw new Error(`${shape} has no order`);
}
