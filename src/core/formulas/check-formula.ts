// Whether a formula makes sense for its field: every part is of the type that is needed where it stands, the fields it names
// are there, and none of them is worked out from the field itself. Every problem at once, each with its place.
import { type Expression, fieldsNamed } from '#core/formulas/expression.ts';
import { findWay, operations } from '#core/formulas/operations.ts';
import type { FormulaProblem, FormulaProblemCode } from '#core/formulas/problem.ts';
import { isSpecial, type SpecialForm } from '#core/formulas/special.ts';
import { type FormulaType, formulaTypeOf } from '#core/formulas/value.ts';
import { type Field, type FieldType, fieldOf, type Module, shapeOf } from '#core/records/field.ts';

/** What a formula field may hold. */
export const formulaFieldTypes: readonly FieldType[] = [
  'text',
  'long_text',
  'integer',
  'decimal',
  'currency',
  'percent',
  'date',
  'boolean',
];

type Target = Pick<Field, 'key' | 'type'>;
/** 'none': no value, of whatever type. Null: it couldn't be found out, and that has been told. */
type Found = FormulaType | 'none' | null;

type Checking = {
  readonly module: Module;
  readonly target: Target;
  readonly report: (code: FormulaProblemCode, at: number, params?: FormulaProblem['params']) => null;
};

type Call = Extract<Expression, { kind: 'call' }>;

export function checkFormula(expression: Expression, target: Target, module: Module): FormulaProblem[] {
  const problems: FormulaProblem[] = [];
  const report: Checking['report'] = (code, at, params = {}) => {
    problems.push({ code, at, params });
    return null;
  };
  const found = typeOf(expression, { module, target, report });
  const wanted = formulaTypeOf(shapeOf[target.type]);
  if (found !== null && found !== wanted) report('result_wrong', expression.at, { found, wanted: String(wanted) });
  return problems;
}

function typeOf(expression: Expression, checking: Checking): Found {
  switch (expression.kind) {
    case 'text':
    case 'number':
    case 'boolean':
      return expression.kind;
    case 'null':
      return 'none';
    case 'field':
      return typeOfField(expression, checking);
    case 'call':
      return typeOfCall(expression, checking);
  }
}

function typeOfField({ field: key, at }: Extract<Expression, { kind: 'field' }>, checking: Checking): Found {
  const { module, target, report } = checking;
  if (key === target.key) return report('field_itself', at, { field: key });
  const field = fieldOf(module, key);
  if (field === undefined) return report('field_unknown', at, { field: key });
  if (leadsTo(module, key, target.key)) return report('formulas_in_circle', at, { field: key });
  // Known only after the record is saved, or different with every saving.
  const isUsable = field.type !== 'auto_number' && key !== 'modified_at';
  const type = isUsable ? formulaTypeOf(shapeOf[field.type]) : null;
  return type ?? report('field_not_usable', at, { field: key });
}

/** Whether the field is worked out from the other, through however many formulas. */
function leadsTo(module: Module, key: string, other: string, seen = new Set<string>()): boolean {
  const formula = fieldOf(module, key)?.calculation ?? null;
  if (formula === null || seen.has(key)) return false;
  seen.add(key);
  return [...fieldsNamed(formula.expression)].some((named) => named === other || leadsTo(module, named, other, seen));
}

function typeOfCall(call: Call, checking: Checking): Found {
  const types = call.parts.map((part) => typeOf(part, checking));
  if (types.includes(null)) return null;
  const known = types.filter((type) => type !== null);
  const wrong = () => checking.report('parts_wrong', call.at, { name: call.name, found: known.join(', ') });
  if (isSpecial(call.name)) return typeOfSpecial(call.name, known) ?? wrong();
  if (operations[call.name] === undefined) return checking.report('function_unknown', call.at, { name: call.name });
  const isComparedToNothing =
    (call.name === '==' || call.name === '!=') && known.length === 2 && known.includes('none');
  if (isComparedToNothing) return 'boolean';
  return findWay(call.name, known.length, (type, index) => known[index] === type)?.gives ?? wrong();
}

function typeOfSpecial(name: SpecialForm, types: readonly (FormulaType | 'none')[]): Found {
  const [first = 'none', ...more] = types;
  switch (name) {
    case '&&':
    case '||':
      return types.every((type) => type === 'boolean') ? 'boolean' : null;
    case '?:':
      return first === 'boolean' ? sharedType(more) : null;
    case 'coalesce':
      return types.length >= 2 ? sharedType(types) : null;
    case 'isEmpty':
      return types.length === 1 ? 'boolean' : null;
  }
}

/** The one type of all that say any. */
function sharedType(types: readonly (FormulaType | 'none')[]): Found {
  const said = new Set(types.filter((type) => type !== 'none'));
  const [only = 'none'] = said;
  return said.size <= 1 ? only : null;
}
