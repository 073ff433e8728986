// One column of a board: the records with one option, page after page. It is asked for when it comes into sight.
import { useDroppable } from '@dnd-kit/core';
import { Text } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { usePages } from '#web/api/hooks.ts';
import { BoardCard } from '#web/features/records/board/board-card.tsx';
import { columnQuery, type Move, type Option, standing } from '#web/features/records/board/board-columns.ts';
import { boardWords } from '#web/features/records/board/board-words.ts';
import classes from '#web/features/records/board/board.module.css';
import { useCountText } from '#web/features/records/list/count-text.ts';
import type { ListedRecord } from '#web/features/records/list/record-columns.tsx';
import type { Listing } from '#web/features/records/list/records-search.ts';
import type { Field, Module } from '#web/features/records/module.ts';
import { useWords } from '#web/i18n/words.ts';
import { MoreOfList } from '#web/ui/more-of-list.tsx';
import { Failed, Waiting } from '#web/ui/states.tsx';

const PAGE_CARDS = 20;

export type BoardColumnProps = {
  readonly module: Module;
  readonly field: Field;
  readonly query: Listing['query'];
  readonly option: Option;
  readonly name: string;
  /** A colour of the theme; null: none. */
  readonly tone: string | null;
  /** Of the cards. */
  readonly fields: readonly Field[];
  readonly moves: readonly Move<ListedRecord>[];
  readonly isMovable: boolean;
};

export function BoardColumn(props: BoardColumnProps) {
  const { ref, entry } = useIntersection();
  const [wasSeen, setSeen] = useState(false);
  if (entry?.isIntersecting === true && !wasSeen) setSeen(true);
  return wasSeen ? (
    <Seen {...props} />
  ) : (
    <div ref={ref}>
      <Frame {...props} count={null} />
    </div>
  );
}

function Seen(props: BoardColumnProps) {
  const { t } = useWords(boardWords);
  const text = useCountText();
  const { module, field, query, option, moves, fields, isMovable } = props;
  const listed = usePages('listRecords', {
    params: { module: module.key },
    query: { ...columnQuery(query, field, option), limit: PAGE_CARDS, count: 'true' },
  });
  const { cards, more } = standing(listed.items, option, moves);
  const found = listed.first?.count ?? null;
  // Every record of a required field has an option, unless one was taken out of the list.
  if (option === null && field.required && cards.length === 0) return null;
  const count = found === null ? null : text({ ...found, count: found.count + more });
  return (
    <Frame {...props} count={count}>
      {listed.status === 'pending' ? <Waiting lines={3} /> : null}
      {listed.error === null ? null : <Failed error={listed.error} onRetry={listed.retry} />}
      <ul className={classes['cards']}>
        {cards.map((record) => (
          <BoardCard
            key={record.id}
            module={module.key}
            record={record}
            fields={fields}
            isMovable={isMovable}
            isOnItsWay={moves.some(({ card }) => card.id === record.id)}
          />
        ))}
      </ul>
      {listed.status === 'success' && cards.length === 0 ? (
        <Text size="sm" c="dimmed" ta="center" py="sm">
          {t('nothingHere')}
        </Text>
      ) : null}
      <MoreOfList pages={listed} says={t('showMore')} />
    </Frame>
  );
}

type FrameProps = Pick<BoardColumnProps, 'option' | 'name' | 'tone'> & {
  /** Null: it isn't known yet. */
  readonly count: string | null;
  readonly children?: ReactNode;
};

function Frame({ option, name, tone, count, children }: FrameProps) {
  const target = useDroppable({ id: columnId(option), data: { option, name } });
  return (
    <section
      ref={target.setNodeRef}
      className={classes['column']}
      aria-label={name}
      data-over={target.isOver || undefined}
    >
      <h2 className={classes['head']}>
        {tone === null ? null : (
          <span aria-hidden className={classes['dot']} style={{ background: `var(--mantine-color-${tone}-6)` }} />
        )}
        <span className={classes['name']}>{name}</span>
        <span className={classes['count']}>{count}</span>
      </h2>
      {/* It scrolls, so the keyboard must reach it where nothing in it can be moved. */}
      <div className={classes['body']} tabIndex={0} role="group" aria-label={name}>
        {children}
      </div>
    </section>
  );
}

function columnId(option: Option): string {
  return option === null ? 'none' : `option ${option}`;
}
