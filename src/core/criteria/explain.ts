// Criteria in words, for people (V-1): the same structure in English and Chinese, without judging anything. It must say
// something true of criteria that are broken, too: an unknown field is named by its key. parse-text.ts reads it back.
import { askedField, askedFields } from '#core/criteria/asked-fields.ts';
import type { Condition, Criteria } from '#core/criteria/criteria.ts';
import { fill, type Phrases, phrases } from '#core/criteria/explain-words.ts';
import { canonicalDecimal } from '#core/criteria/read-literal.ts';
import {
  type Literal,
  operandOf,
  type Operator,
  peopleKinds,
  type PeopleNamed,
  type Span,
  spanUnits,
  type Statement,
  statementOf,
} from '#core/criteria/operators.ts';
import { type Field, type LocalizedText, type Module, shapeOf, type ValueShape } from '#core/records/field.ts';
import type { CalendarUnit } from '#core/time/calendar.ts';

export type Language = keyof LocalizedText;

/** What people call a value that is stored under another name: an option in their language, a user. Null: as it is stored. */
export type NameValue = (literal: Literal, field: Field) => string | null;

/** 'Lead status is “Contacted” and (Country is “India” or Email is empty)'. */
export function describe(
  criteria: Criteria,
  module: Module,
  language: Language,
  nameValue: NameValue = () => null,
): string {
  return describeWhole(criteria, { module, language, words: phrases[language], nameValue });
}

/** An operator by itself, to choose from: 'is more than … ago'. */
export function describeOperator(operator: Operator, shape: ValueShape, language: Language): string {
  return fill(templateOf(operator, shape, phrases[language]), { field: '', value: '…' })
    .trim()
    .replace(/ ?…$/, '');
}

/** A unit beside its amount: 'days'. */
export function describeUnit(unit: CalendarUnit, amount: number, language: Language): string {
  return fill(unitTemplate(unit, amount, phrases[language]), { value: '' }).trim();
}

type Explaining = {
  readonly module: Module;
  readonly language: Language;
  readonly words: Phrases;
  readonly nameValue: NameValue;
};

function describeWhole(criteria: Criteria, explaining: Explaining): string {
  const { words } = explaining;
  if ('field' in criteria) return describeCondition(criteria, explaining);
  if ('not' in criteria) return fill(words.not, { value: describeWhole(criteria.not, explaining) });
  if ('all' in criteria && criteria.all.length === 0) return words.every;
  if ('any' in criteria && criteria.any.length === 0) return words.none;
  const [parts, word] = 'all' in criteria ? [criteria.all, words.and] : [criteria.any, words.or];
  if (parts.length === 1) return parts.map((part) => describeWhole(part, explaining)).join();
  return parts.map((part) => describePart(part, explaining)).join(word);
}

/** In parentheses where "and" and "or" would run into each other. */
function describePart(part: Criteria, explaining: Explaining): string {
  const text = describeWhole(part, explaining);
  return isJoined(part) ? fill(explaining.words.group, { value: text }) : text;
}

function isJoined(criteria: Criteria): boolean {
  if ('field' in criteria || 'not' in criteria) return false;
  const parts = 'all' in criteria ? criteria.all : criteria.any;
  return parts.length > 1 || parts.some(isJoined);
}

function describeCondition(condition: Condition, explaining: Explaining): string {
  const { module, language, words } = explaining;
  const field = askedField(module, condition.field);
  const statement = statementOf(condition);
  return fill(templateOf(statement.operator, field && shapeOf[field.type], words), {
    field: field === undefined ? condition.field : nameOf(field, module, language),
    value: operandText(statement, { ...explaining, field }),
  });
}

/** Its label, or its key where two fields of the module are called the same. */
export function nameOf(field: Field, module: Module, language: Language): string {
  const label = field.label[language];
  return askedFields(module).filter((other) => other.label[language] === label).length === 1 ? label : field.key;
}

export function templateOf(operator: Operator, shape: ValueShape | undefined, words: Phrases): string {
  const isDated = shape === 'date' || shape === 'instant';
  return (isDated ? words.datedOperators[operator] : undefined) ?? words.operators[operator];
}

type Saying = Pick<Explaining, 'module' | 'words' | 'nameValue'> & { readonly field: Field | undefined };

function operandText(statement: Statement, saying: Saying): string {
  const { words } = saying;
  const operand = operandOf(statement);
  switch (operand.kind) {
    case 'one':
      return literalText(operand.value, saying);
    case 'list':
      return operand.value.map((each) => literalText(each, saying)).join(words.listSeparator);
    case 'pair':
      return operand.value.map((each) => literalText(each, saying)).join(words.pairSeparator);
    case 'span':
      return spanText(operand.value, words);
    case 'people':
      return peopleText(operand.value, saying);
    case 'none':
      return '';
  }
}

function literalText(literal: Literal, { field, words, nameValue }: Saying): string {
  if (typeof literal === 'boolean') return literal ? words.yes : words.no;
  const name = field === undefined ? null : nameValue(literal, field);
  if (name !== null) return quoted(name, words);
  const shape = field && shapeOf[field.type];
  const isText = shape === 'text' || shape === 'texts' || (shape === undefined && typeof literal === 'string');
  if (isText) return quoted(String(literal), words);
  return shape === 'decimal' && typeof literal === 'number' ? canonicalDecimal(String(literal)) : String(literal);
}

/** A closing quotation mark inside is written twice. */
function quoted(text: string, words: Phrases): string {
  return fill(words.text, { value: text.replaceAll('”', '””') });
}

function peopleText(named: PeopleNamed, { module, words }: Saying): string {
  for (const kind of peopleKinds) {
    const id = named[kind];
    if (id === undefined) continue;
    const name = module.beyond?.people.get(id)?.name;
    return fill(words.people[kind], { value: name === undefined ? id : quoted(name, words) });
  }
  return '';
}

function spanText(span: Span, words: Phrases): string {
  for (const unit of spanUnits) {
    const amount = span[unit];
    if (amount !== undefined) return fill(unitTemplate(unit, amount, words), { value: String(amount) });
  }
  return '';
}

function unitTemplate(unit: CalendarUnit, amount: number, words: Phrases): string {
  return words.units[unit][amount === 1 ? 0 : 1];
}
