// Reads a formula as people write it: the grammar is CEL's, of which formulas take literals, fields, operators and calls. What
// comes out is core's own plain data; nothing of the parser is needed to calculate.
import { type ASTNode, Environment, ParseError } from '@marcbachmann/cel-js';
import { checkFormula } from '#core/formulas/check-formula.ts';
import {
  type Expression,
  FORMULA_DEPTH_MAX,
  FORMULA_LENGTH_MAX,
  FORMULA_NODES_MAX,
  type Formula,
} from '#core/formulas/expression.ts';
import type { FormulaProblem } from '#core/formulas/problem.ts';
import type { Field, Module } from '#core/records/field.ts';

const environment = new Environment({ limits: { maxAstNodes: FORMULA_NODES_MAX, maxDepth: FORMULA_DEPTH_MAX } });

export type ReadFormula =
  | { readonly ok: true; readonly formula: Formula }
  | { readonly ok: false; readonly problems: readonly FormulaProblem[] };

/** The formula for a field of the module, if it makes sense there. */
export function readFormula(text: string, target: Pick<Field, 'key' | 'type'>, module: Module): ReadFormula {
  const parsed = parse(text);
  if ('problem' in parsed) return { ok: false, problems: [parsed.problem] };
  const problems = checkFormula(parsed.expression, target, module);
  return problems.length === 0 ? { ok: true, formula: { text, ...parsed } } : { ok: false, problems };
}

type Parsed = { readonly expression: Expression } | { readonly problem: FormulaProblem };

function parse(text: string): Parsed {
  if (text.length > FORMULA_LENGTH_MAX) return problem('too_long', 0, { max: FORMULA_LENGTH_MAX });
  try {
    return { expression: expressionFrom(environment.parse(text).ast) };
  } catch (error) {
    if (error instanceof NotSupported) return problem('not_supported', error.at);
    if (!(error instanceof ParseError)) throw error;
    const isLarge = error.code === 'limit_exceeded';
    return problem(
      isLarge ? 'too_large' : 'syntax',
      error.range?.start ?? 0,
      isLarge ? { max: FORMULA_NODES_MAX } : {},
    );
  }
}

function problem(code: FormulaProblem['code'], at: number, params: FormulaProblem['params'] = {}): Parsed {
  return { problem: { code, at, params } };
}

class NotSupported extends Error {
  readonly at: number;

  constructor({ start }: ASTNode) {
    super('not supported');
    this.at = start;
  }
}

function expressionFrom(node: ASTNode): Expression {
  const at = node.start;
  switch (node.op) {
    case 'value':
      return literalFrom(node);
    case 'id':
      return { kind: 'field', field: node.args, at };
    case '!_':
      return { kind: 'call', name: '!', parts: [expressionFrom(node.args)], at };
    case '-_':
      return { kind: 'call', name: '-', parts: [expressionFrom(node.args)], at };
    case 'call':
      return { kind: 'call', name: node.args[0], parts: node.args[1].map(expressionFrom), at };
    case 'rcall': {
      const [name, receiver, parts] = node.args;
      return { kind: 'call', name, parts: [receiver, ...parts].map(expressionFrom), at };
    }
    case '.':
    case '.?':
    case '[]':
    case '[?]':
    case 'list':
    case 'map':
      throw new NotSupported(node);
    default:
      return { kind: 'call', name: node.op, parts: node.args.map(expressionFrom), at };
  }
}

const DECIMAL = /^\d+(\.\d+)?$/;

/** A number as it is written, digit by digit: the parser has made a float of it. */
function literalFrom(node: Extract<ASTNode, { op: 'value' }>): Expression {
  const { args: value, start: at } = node;
  if (value === null) return { kind: 'null', at };
  if (typeof value === 'string') return { kind: 'text', value, at };
  if (typeof value === 'boolean') return { kind: 'boolean', value, at };
  const written = node.input.slice(node.start, node.end);
  if (!DECIMAL.test(written)) throw new NotSupported(node);
  return { kind: 'number', value: written, at };
}
