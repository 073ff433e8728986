// Reads one literal of a condition as a value of its field's type.
import { type Literal, type Operator, partOperators } from '#core/criteria/operators.ts';
import { TEXT_LENGTH_MAX } from '#core/criteria/criteria.ts';
import { type Reading, shown } from '#core/criteria/problem.ts';
import { isUuid, readDecimal } from '#core/criteria/read-literal.ts';
import { isPlainText } from '#core/records/check-text.ts';
import { type Field, shapeOf, type ValueShape } from '#core/records/field.ts';
import { fold } from '#core/records/fold.ts';
import { isDate } from '#core/time/calendar.ts';
import { readInstant } from '#core/time/read-instant.ts';

/** Where an operand stands. */
export type OperandPlace = {
  readonly path: string;
  readonly field: Field;
  readonly operator: Operator;
  readonly reading: Reading;
};

/** Null when it isn't one; the problem has been reported then. */
export function checkLiteral(raw: unknown, place: OperandPlace): Literal | null {
  const shape = shapeOf[place.field.type];
  if (shape === 'text' || shape === 'texts') return checkText(raw, place);
  if (isLiteral(raw) && fits[shape](raw)) return raw;
  return place.reading.report('operand_wrong', place.path, { expected: shape });
}

function isLiteral(raw: unknown): raw is Literal {
  return typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean';
}

const fits: Readonly<Record<Exclude<ValueShape, 'text' | 'texts'>, (raw: Literal) => boolean>> = {
  integer: (raw) => Number.isSafeInteger(raw),
  decimal: (raw) => readDecimal(raw) !== null,
  date: (raw) => typeof raw === 'string' && isDate(raw),
  instant: (raw) => typeof raw === 'string' && (isDate(raw) || readInstant(raw) !== null),
  boolean: (raw) => typeof raw === 'boolean',
  id: isUuid,
};

/** An empty text is refused: `is_empty` is the word for it, and every text contains it. */
function checkText(raw: unknown, { path, field, operator, reading }: OperandPlace): string | null {
  const { report } = reading;
  if (typeof raw !== 'string') return report('operand_wrong', path, { expected: 'text' });
  if (raw === '') return report('text_empty', path);
  if (raw.length > TEXT_LENGTH_MAX) return report('text_too_long', path, { max: TEXT_LENGTH_MAX });
  // No record has them, and at a NUL or half a character PostgreSQL would break off with an error.
  if (!isPlainText(raw)) return report('text_not_storable', path);
  if (!isOption(raw, field, operator)) return report('option_unknown', path, { option: shown(raw), field: field.key });
  return raw;
}

/** Whole options must exist, a part of one may be anything. Those of a multi-select are compared as they are spelled. */
function isOption(text: string, { type, options }: Field, operator: Operator): boolean {
  if (type !== 'pick_list' && type !== 'multi_select') return true;
  if (type === 'pick_list' && partOperators.includes(operator)) return true;
  return type === 'multi_select' ? options.includes(text) : options.some((option) => fold(option) === fold(text));
}
