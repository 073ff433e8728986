// What must hold of every single decision, whatever is decided.
import { isDeepStrictEqual } from 'node:util';
import { type Decision, decide, type Situation } from '#core/cadence/decide.ts';
import { stateToText } from '#core/cadence/state-text.ts';

/** Decides, and throws where deciding again, or looking again at what came of it, would give anything else (P22). */
export function decideWell(situation: Situation): Decision {
  const { enrollment, published } = situation;
  const before = structuredClone(enrollment);
  const decision = decide(situation);
  mustBe(isDeepStrictEqual(before, enrollment), 'decide left the original enrollment alone');
  mustBe(isDeepStrictEqual(decide(situation), decision), 'P22 deciding twice gives the same');
  const hasMoved = published !== null && decision.enrollment.version === published.version;
  const outline = hasMoved ? published.outline : situation.outline;
  const { enrollment: after, ...orders } = decide({
    ...{ ...situation, outline, published: null, inputs: [] },
    enrollment: decision.enrollment,
  });
  mustBe(isDeepStrictEqual(orders, { events: [], commands: [], timerAt: null }), 'a second look finds nothing to do');
  mustBe(stateToText(after) === stateToText(decision.enrollment), 'a second look changes nothing');
  return decision;
}

export function mustBe(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`the story went wrong: ${what}`);
}
