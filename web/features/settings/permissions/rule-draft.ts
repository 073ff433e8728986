// A sharing rule that is being made.
import { useState } from 'react';
import type { Group } from '#core/access/sharing.ts';
import { conditionsOf, type Criteria } from '#core/criteria/criteria.ts';
import type { Input } from '#web/api/call.ts';
import { useAct } from '#web/api/hooks.ts';
import { useNameProblem } from '#web/features/settings/permissions/name-problem.ts';
import { sharingWords } from '#web/features/settings/permissions/sharing-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { toastDone } from '#web/ui/toast.tsx';

type Written = {
  readonly name: string;
  readonly module: string;
  readonly way: 'owned_by' | 'by_criteria';
  /** Null: not chosen yet; of the way that isn't taken, what was chosen stays. */
  readonly owners: Group | null;
  readonly criteria: Criteria | null;
  readonly people: Group | null;
  readonly level: 'read' | 'write';
};

export type RuleDraft = Written & {
  readonly isComplete: boolean;
  readonly isSaving: boolean;
  readonly nameProblem: string | null;
  /** What is wrong with the records that it shares. */
  readonly problem: string | null;
  change(change: Partial<Written>): void;
  save(): void;
};

type Body = Input<'createSharingRule'>['body'];

const empty: Written = {
  name: '',
  module: 'leads',
  way: 'owned_by',
  owners: null,
  criteria: null,
  people: null,
  level: 'read',
};

export function useRuleDraft(onClose: () => void): RuleDraft {
  const { t } = useWords(sharingWords);
  const [written, setWritten] = useState(empty);
  const [problem, setProblem] = useState<string | null>(null);
  const nameProblem = useNameProblem();
  const create = useAct('createSharingRule', {
    refreshes: ['getSharing'],
    onDone: ({ name }) => {
      toastDone(t('added', { name }));
      onClose();
    },
    onProblem: (refusal) => {
      const isOfRecords = refusal.code === 'criteria_not_shareable' || refusal.code === 'invalid_input';
      if (isOfRecords) setProblem([refusal.message, ...refusal.errors.map(({ message }) => message)].join(' '));
      else nameProblem.onProblem(refusal);
    },
  });
  const body = bodyOf(written);
  const isEverything = written.way === 'by_criteria' && !hasCondition(written.criteria);
  return {
    ...written,
    isComplete: body !== null,
    isSaving: create.isPending,
    nameProblem: nameProblem.says,
    problem,
    change: (change) => {
      setWritten({ ...written, ...change });
      setProblem(null);
      if (change.name !== undefined) nameProblem.say(null);
    },
    save: () => {
      if (isEverything) setProblem(t('conditionsMissing'));
      else if (body !== null) create.mutate({ body });
    },
  };
}

function hasCondition(criteria: Criteria | null): boolean {
  return criteria !== null && !conditionsOf(criteria)[Symbol.iterator]().next().done;
}

/** Null: something isn't chosen yet. */
function bodyOf({ name, module, way, owners, criteria, people, level }: Written): Body | null {
  const shared = way === 'owned_by' ? ownedBy(owners) : meeting(criteria);
  if (name.trim() === '' || people === null || shared === null) return null;
  return { module, name: name.trim(), shared, with: people, level };
}

function ownedBy(group: Group | null): Body['shared'] | null {
  return group === null ? null : { kind: 'owned_by', group };
}

function meeting(criteria: Criteria | null): Body['shared'] {
  return {
    kind: 'meeting',
    criteria: (criteria ?? { all: [] }) as Extract<Body['shared'], { kind: 'meeting' }>['criteria'],
  };
}
