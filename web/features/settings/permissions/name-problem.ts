// A name that is taken is said beside its field; whatever else is wrong, as a note at the edge.
import { useState } from 'react';
import type { ApiProblem } from '#contract/client/problem.ts';
import { toastProblem } from '#web/ui/toast.tsx';

export type NameProblem = {
  /** Null: nothing is wrong with the name. */
  readonly says: string | null;
  say(text: string | null): void;
  onProblem(problem: ApiProblem): void;
};

export function useNameProblem(): NameProblem {
  const [says, say] = useState<string | null>(null);
  const onProblem = (problem: ApiProblem) => {
    if (problem.code === 'name_taken') say(problem.message);
    else toastProblem(problem);
  };
  return { says, say, onProblem };
}
