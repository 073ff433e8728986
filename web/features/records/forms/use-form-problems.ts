import { useState } from 'react';
import type { ApiProblem } from '#contract/client/problem.ts';
import { toastProblem } from '#web/ui/toast.tsx';

/** What the server says is wrong with a record's values, field by field; anything else is a toast. */
export function useFormProblems() {
  const [byField, setByField] = useState<Readonly<Record<string, string>>>({});
  const take = (problem: ApiProblem) => {
    setByField(problem.byField('body.values'));
    if (problem.errors.length === 0) toastProblem(problem);
  };
  return { byField, take };
}
