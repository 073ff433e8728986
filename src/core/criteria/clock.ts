// Whether time alone can change the answer: such criteria have to be swept (V-4), the others only when a record changes.
import { conditionsOf, type Criteria } from '#core/criteria/criteria.ts';
import { operatorRule, statementOf } from '#core/criteria/operators.ts';
import { isPeriod } from '#core/criteria/periods.ts';

export function dependsOnClock(criteria: Criteria): boolean {
  for (const condition of conditionsOf(criteria)) {
    const { operator } = statementOf(condition);
    if (isPeriod(operator) || operatorRule(operator).operand === 'span') return true;
  }
  return false;
}
