// Reads criteria from the words of explain.ts, in either language (V-1): what describe() says comes back as the same criteria.
// People may write capitals, spaces, straight quotation marks and full-width parentheses as they like. What is read is
// structure alone; check.ts judges it as it judges criteria from anywhere else.
import { askedFields } from '#core/criteria/asked-fields.ts';
import { DEPTH_MAX } from '#core/criteria/criteria.ts';
import { type Language, nameOf, templateOf } from '#core/criteria/explain.ts';
import { type Phrases, phrases } from '#core/criteria/explain-words.ts';
import { type Operator, operatorRule, operatorsFor, peopleKinds, spanUnits } from '#core/criteria/operators.ts';
import { readDecimal } from '#core/criteria/read-literal.ts';
import { TextReader } from '#core/criteria/text-reader.ts';
import { type Field, type Module, shapeOf } from '#core/records/field.ts';

/** What the value is stored as that people call by this name: an option, a user. Null: it is what it says. */
export type ReadValue = (name: string, field: Field) => string | null;

export const expectations = [
  'condition',
  'operator',
  'value',
  'joint',
  'one_joint',
  'end_of_group',
  'shorter',
] as const;
export type Expectation = (typeof expectations)[number];

export type ParsedCriteria =
  /** To be checked like any criteria from outside. */
  | { readonly ok: true; readonly criteria: unknown }
  /** What should stand at this place of the text, in UTF-16 units. */
  | { readonly ok: false; readonly at: number; readonly expected: Expectation };

/** Longer than any criteria that the limits allow. */
const LENGTH_MAX = 200_000;

export function parseCriteria(
  text: string,
  module: Module,
  language: Language,
  readValue: ReadValue = () => null,
): ParsedCriteria {
  if (text.length > LENGTH_MAX) return { ok: false, at: 0, expected: 'shorter' };
  try {
    const parser = new Parser(new TextReader(text), { module, language, readValue });
    return { ok: true, criteria: parser.everything() };
  } catch (error) {
    if (error instanceof Unexpected) return { ok: false, at: error.at, expected: error.expected };
    throw error;
  }
}

const ID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/iy;
const NUMBER_OR_DATE = /-?\d[-+.:\dTZ]*/iy;
const AMOUNT = /\d+/y;

class Unexpected extends Error {
  readonly at: number;
  readonly expected: Expectation;

  constructor(at: number, expected: Expectation) {
    super(expected);
    this.at = at;
    this.expected = expected;
  }
}

type Surroundings = { readonly module: Module; readonly language: Language; readonly readValue: ReadValue };
type Parsed = { readonly criteria: object; readonly end: number };

class Parser {
  private readonly reader: TextReader;
  private readonly surroundings: Surroundings;
  private readonly words: Phrases;
  private readonly names: readonly { readonly name: string; readonly field: Field }[];

  constructor(reader: TextReader, surroundings: Surroundings) {
    this.reader = reader;
    this.surroundings = surroundings;
    const { module, language } = surroundings;
    this.words = phrases[language];
    this.names = askedFields(module).flatMap((field) => {
      return [...new Set([nameOf(field, module, language), field.key])].map((name) => ({ name, field }));
    });
  }

  everything(): object {
    const criteria = this.whole(1);
    if (!this.reader.isAtEnd()) throw new Unexpected(this.reader.at, 'joint');
    return criteria;
  }

  private whole(depth: number): object {
    if (depth > DEPTH_MAX + 1) throw new Unexpected(this.reader.at, 'shorter');
    const first = this.part(depth);
    const parts = [first];
    let joint: 'all' | 'any' | null = null;
    for (;;) {
      const at = this.reader.at;
      const next = this.reader.take(this.words.and) ? 'all' : this.reader.take(this.words.or) ? 'any' : null;
      if (next === null) break;
      // "a and b or c" can be meant in two ways.
      if (joint !== null && joint !== next) throw new Unexpected(at, 'one_joint');
      joint = next;
      parts.push(this.part(depth));
    }
    return joint === null ? first : { [joint]: parts };
  }

  private part(depth: number): object {
    const { reader, words } = this;
    if (reader.take(words.every)) return { all: [] };
    if (reader.take(words.none)) return { any: [] };
    const [notBefore = ''] = words.not.split('{value}');
    if (reader.take(notBefore)) return { not: this.inside(depth) };
    return reader.take('(') ? this.inside(depth) : this.condition();
  }

  private inside(depth: number): object {
    const criteria = this.whole(depth + 1);
    if (!this.reader.take(')')) throw new Unexpected(this.reader.at, 'end_of_group');
    return criteria;
  }

  /** Of all the ways to read on, the one that reads furthest: "is" begins "is not", "City" begins "City code". */
  private condition(): object {
    const start = this.reader.at;
    let best: Parsed | null = null;
    let failed: Unexpected = new Unexpected(start, 'condition');
    for (const { name, field } of this.names) {
      this.reader.at = start;
      if (!this.reader.take(name)) continue;
      const found = this.statement(field);
      if (found instanceof Unexpected) {
        if (found.at > failed.at) failed = found;
      } else if (best === null || found.end > best.end) best = found;
    }
    this.reader.at = best?.end ?? start;
    if (best === null) throw failed;
    return best.criteria;
  }

  private statement(field: Field): Parsed | Unexpected {
    const { reader } = this;
    const start = reader.at;
    let best: Parsed | null = null;
    let failed = new Unexpected(start, 'operator');
    for (const operator of operatorsFor(field.type)) {
      reader.at = start;
      const template = templateOf(operator, shapeOf[field.type], this.words).replace('{field}', '');
      const [before = '', after = ''] = template.split('{value}');
      if (!reader.take(before)) continue;
      const operandAt = reader.at;
      const operand = this.operand(operator, field);
      if (operand === null || !reader.take(after)) {
        if (operandAt > failed.at) failed = new Unexpected(operandAt, 'value');
      } else if (best === null || reader.at > best.end) {
        best = { criteria: { field: field.key, [operator]: operand }, end: reader.at };
      }
    }
    return best ?? failed;
  }

  /** Null: it isn't one. */
  private operand(operator: Operator, field: Field): unknown {
    switch (operatorRule(operator).operand) {
      case 'none':
        return true;
      case 'one':
        return this.literal(field);
      case 'list':
        return this.list(field);
      case 'pair': {
        const from = this.literal(field);
        const to = from !== null && this.reader.take(this.words.pairSeparator) ? this.literal(field) : null;
        return to === null ? null : [from, to];
      }
      case 'span':
        return this.span();
      case 'people':
        return this.people();
    }
  }

  private list(field: Field): unknown {
    const values = [this.literal(field)];
    for (let at = this.reader.at; this.reader.takeComma(); at = this.reader.at) {
      const next = this.literal(field);
      if (next === null) {
        this.reader.at = at;
        break;
      }
      values.push(next);
    }
    return values[0] === null ? null : values;
  }

  private literal(field: Field): string | number | boolean | null {
    const { reader, words } = this;
    const shape = shapeOf[field.type];
    if (shape === 'boolean') return reader.take(words.yes) ? true : reader.take(words.no) ? false : null;
    const name = reader.takeQuoted();
    if (name !== null) return this.surroundings.readValue(name, field) ?? name;
    if (shape === 'text' || shape === 'texts') return null;
    const token = reader.takeToken(shape === 'id' ? ID : NUMBER_OR_DATE);
    if (token === null) return null;
    if (shape === 'integer') return Number.isNaN(Number(token)) ? null : Number(token) || 0;
    if (shape !== 'decimal') return token;
    const canonical = readDecimal(token);
    // As JSON would write it: a number where it keeps all its digits.
    if (canonical === null) return null;
    return readDecimal(Number(token)) === canonical ? Number(canonical) : token;
  }

  private span(): unknown {
    const { reader } = this;
    const start = reader.at;
    const amount = Number(reader.takeToken(AMOUNT) ?? Number.NaN);
    if (Number.isNaN(amount)) return null;
    const afterAmount = reader.at;
    for (const unit of spanUnits) {
      for (const template of this.words.units[unit]) {
        reader.at = afterAmount;
        if (reader.take(template.replace('{value}', ''))) return { [unit]: amount };
      }
    }
    reader.at = start;
    return null;
  }

  private people(): unknown {
    const { reader, surroundings } = this;
    const start = reader.at;
    const all = [...(surroundings.module.beyond?.people ?? [])];
    for (const kind of peopleKinds) {
      reader.at = start;
      if (!reader.take(this.words.people[kind].replace('{value}', ''))) continue;
      const name = reader.takeQuoted();
      if (name === null) {
        const id = reader.takeToken(ID);
        if (id !== null) return { [kind]: id };
        continue;
      }
      const [id = name] = all.find(([, people]) => people.kind === kind && people.name === name) ?? [];
      return { [kind]: id };
    }
    reader.at = start;
    return null;
  }
}
