// Moves cards: the field of the record is saved as on its page. A refusal puts the card back and says why.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type ApiProblem, isProblem } from '#contract/client/problem.ts';
import { call } from '#web/api/call.ts';
import type { Move, Option } from '#web/features/records/board/board-columns.ts';
import { boardWords } from '#web/features/records/board/board-words.ts';
import type { ListedRecord } from '#web/features/records/list/record-columns.tsx';
import { titleOf } from '#web/features/records/list/record-columns.tsx';
import type { Field, ShownRecord } from '#web/features/records/module.ts';
import { useWords } from '#web/i18n/words.ts';
import { toastRefusal } from '#web/ui/toast.tsx';

type Board = {
  /** By its key. */
  readonly module: string;
  readonly field: Field;
  readonly nameOf: (option: Option) => string;
};

type Moves = {
  /** Those that are being saved. */
  readonly open: readonly Move<ListedRecord>[];
  move(card: ListedRecord, to: Option): void;
};

const refreshed = ['listRecords', 'getRecord', 'getTimeline', 'listRelated', 'listRecordEnrollments'] as const;

export function useMoves(board: Board): Moves {
  const { t } = useWords(boardWords);
  const queries = useQueryClient();
  const [open, setOpen] = useState<readonly Move<ListedRecord>[]>([]);
  const carryOut = async (move: Move<ListedRecord>) => {
    setOpen((before) => [...before, move]);
    await save(board, move).catch((problem: ApiProblem) => {
      const why = isProblem(problem, 'stale') ? t('changedMeanwhile') : reasonOf(problem, board.field.key);
      toastRefusal(t('stays', { name: titleOf(move.card), column: board.nameOf(move.from), why }));
    });
    await Promise.all(refreshed.map((read) => queries.invalidateQueries({ queryKey: [read] })));
    setOpen((before) => before.filter((other) => other !== move));
  };
  return {
    open,
    move: (card, to) => {
      const from = optionOf(card, board.field);
      if (from !== to) void carryOut({ card, from, to });
    },
  };
}

export function optionOf({ values }: Pick<ListedRecord, 'values'>, { key, options }: Field): Option {
  const value = values[key];
  return typeof value === 'string' && options.includes(value) ? value : null;
}

/** On the revision that was looked at; where somebody changed something else meanwhile, on theirs. */
async function save({ module, field: { key } }: Board, { card, to }: Move<ListedRecord>): Promise<void> {
  const saveOn = (revision: number) =>
    call('updateRecord', { params: { module, id: card.id }, body: { values: { [key]: to }, revision } });
  try {
    await saveOn(card.revision);
  } catch (problem) {
    if (!isProblem(problem, 'stale')) throw problem;
    const theirs = problem.current as ShownRecord; // what `stale` carries
    if ((theirs.values[key] ?? null) !== (card.values[key] ?? null)) throw problem;
    await saveOn(theirs.revision);
  }
}

function reasonOf(problem: ApiProblem, key: string): string {
  const of = problem.byField('body.values');
  return of[key] ?? Object.values(of)[0] ?? problem.message;
}
