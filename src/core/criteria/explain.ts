// Criteria in words, for people (V-1): the same structure in English and Chinese, without judging anything. It must say
// something true of criteria that are broken, too: an unknown field is named by its key.
import type { Condition, Criteria } from '#core/criteria/criteria.ts';
import { fill, type Phrases, phrases } from '#core/criteria/explain-words.ts';
import { type Literal, type Span, spanUnits, type Statement, statementOf } from '#core/criteria/operators.ts';
import { fieldOf, type LocalizedText, type Module, shapeOf, type ValueShape } from '#core/records/field.ts';

export type Language = keyof LocalizedText;

/** 'Lead status is “Contacted” and (Country is “India” or Email is empty)'. */
export function describe(criteria: Criteria, module: Module, language: Language): string {
  return describeWhole(criteria, { module, language, words: phrases[language] });
}

type Explaining = { readonly module: Module; readonly language: Language; readonly words: Phrases };

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
  return 'field' in part || 'not' in part ? text : fill(explaining.words.group, { value: text });
}

function describeCondition(condition: Condition, { module, language, words }: Explaining): string {
  const field = fieldOf(module, condition.field);
  const shape = field && shapeOf[field.type];
  const statement = statementOf(condition);
  const isDated = shape === 'date' || shape === 'instant';
  const template =
    (isDated ? words.datedOperators[statement.operator] : undefined) ?? words.operators[statement.operator];
  return fill(template, {
    field: field?.label[language] ?? condition.field,
    value: operandText(statement, { shape, words }),
  });
}

type Saying = { readonly shape: ValueShape | undefined; readonly words: Phrases };

function operandText(statement: Statement, saying: Saying): string {
  const { words } = saying;
  switch (statement.operator) {
    case 'in':
    case 'not_in':
      return statement.operand.map((each) => literalText(each, saying)).join(words.listSeparator);
    case 'between':
      return statement.operand.map((each) => literalText(each, saying)).join(words.pairSeparator);
    case 'in_last':
    case 'in_next':
    case 'more_than_ago':
      return spanText(statement.operand, words);
    default:
      return literalText(statement.operand, saying);
  }
}

function literalText(literal: Literal, { shape, words }: Saying): string {
  if (typeof literal === 'boolean') return literal ? words.yes : words.no;
  const isText = shape === 'text' || shape === 'texts' || (shape === undefined && typeof literal === 'string');
  return isText ? fill(words.text, { value: String(literal) }) : String(literal);
}

function spanText(span: Span, words: Phrases): string {
  for (const unit of spanUnits) {
    const amount = span[unit];
    if (amount !== undefined) return fill(words.units[unit][amount === 1 ? 0 : 1], { value: String(amount) });
  }
  return '';
}
