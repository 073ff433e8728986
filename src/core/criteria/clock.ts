// Whether time alone can change the answer: such criteria have to be swept (V-4), the others only when a record changes.
import { conditionsOf, type Criteria } from '#core/criteria/criteria.ts';
import { type Operator, statementOf } from '#core/criteria/operators.ts';

const clockOperators: readonly Operator[] = ['in_last', 'in_next', 'more_than_ago', 'today', 'this_week', 'this_month'];

export function dependsOnClock(criteria: Criteria): boolean {
  for (const condition of conditionsOf(criteria)) {
    if (clockOperators.includes(statementOf(condition).operator)) return true;
  }
  return false;
}
