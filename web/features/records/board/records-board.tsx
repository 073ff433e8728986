// A view as a board (V-3): its records in a column for each option of a pick list; moving a card changes its record.
import {
  type Active,
  type Announcements,
  DndContext,
  DragOverlay,
  KeyboardSensor,
  MouseSensor,
  type Over,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { Text } from '@mantine/core';
import { useState } from 'react';
import { CardContent } from '#web/features/records/board/board-card.tsx';
import { BoardColumn } from '#web/features/records/board/board-column.tsx';
import { type Option, optionsOf } from '#web/features/records/board/board-columns.ts';
import { boardWords } from '#web/features/records/board/board-words.ts';
import classes from '#web/features/records/board/board.module.css';
import { byColumn, pointedAt } from '#web/features/records/board/by-column.ts';
import { useMoves } from '#web/features/records/board/use-moves.ts';
import { optionLabel, optionTone } from '#web/features/records/fields/options.ts';
import { type ListedRecord, titleOf } from '#web/features/records/list/record-columns.tsx';
import type { Listing } from '#web/features/records/list/records-search.ts';
import { useNarrowing } from '#web/features/records/list/use-narrowing.tsx';
import type { Field, Module } from '#web/features/records/module.ts';
import { isOfName, tagsKey, usualColumns } from '#web/features/records/usual-fields.ts';
import { useWhyNot } from '#web/features/records/why-not.ts';
import { useWords } from '#web/i18n/words.ts';

type RecordsBoardProps = { readonly module: Module; readonly listing: Listing; readonly field: Field };

export function RecordsBoard({ module, listing, field }: RecordsBoardProps) {
  const { t, language } = useWords(boardWords);
  const nameOf = (option: Option) =>
    option === null ? t('without', { field: field.label[language] }) : optionLabel(field, option, language);
  const moves = useMoves({ module: module.key, field, nameOf });
  const narrowing = useNarrowing({ module, listing, columns: () => columnsOf(listing, module) });
  const [dragged, setDragged] = useState<ListedRecord | null>(null);
  const fields = cardFields(module, listing, field);
  const why = useWhyMovesNot(module, field);
  const drop = (active: Active, over: Over | null) => {
    setDragged(null);
    if (over !== null) moves.move(recordOf(active), optionAt(over));
  };
  return (
    <div className={classes['frame']}>
      <div className={classes['toolbar']}>
        {narrowing.toolbar}
        {why === null ? null : (
          <Text size="sm" c="dimmed">
            {why}
          </Text>
        )}
      </div>
      {narrowing.panel}
      <DndContext
        sensors={useBoardSensors()}
        collisionDetection={pointedAt}
        accessibility={{ announcements: useAnnouncements(), screenReaderInstructions: { draggable: t('howToMove') } }}
        onDragStart={({ active }) => setDragged(recordOf(active))}
        onDragEnd={({ active, over }) => drop(active, over)}
        onDragCancel={() => setDragged(null)}
      >
        <div
          className={classes['board']}
          role="group"
          aria-label={t('columns', { module: module.label[language], field: field.label[language] })}
        >
          {optionsOf(field).map((option) => (
            <BoardColumn
              key={option ?? ''}
              module={module}
              field={field}
              query={listing.query}
              option={option}
              name={nameOf(option)}
              tone={option === null ? null : optionTone(field, option)}
              fields={fields}
              moves={moves.open}
              isMovable={why === null}
            />
          ))}
        </div>
        <DragOverlay dropAnimation={null}>
          {dragged === null ? null : (
            <div className={classes['card']} data-dragged>
              <CardContent module={module.key} record={dragged} fields={fields} />
            </div>
          )}
        </DragOverlay>
      </DndContext>
    </div>
  );
}

const DRAG_AFTER_PX = 5;
/** A finger that moves at once scrolls. */
const TOUCH = { delay: 200, tolerance: DRAG_AFTER_PX } as const;

function useBoardSensors() {
  return useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: DRAG_AFTER_PX } }),
    useSensor(TouchSensor, { activationConstraint: TOUCH }),
    useSensor(KeyboardSensor, { coordinateGetter: byColumn }),
  );
}

function useAnnouncements(): Announcements {
  const { t } = useWords(boardWords);
  const name = (active: Active) => titleOf(recordOf(active));
  const column = (over: Over) => String(over.data.current?.['name']);
  return {
    onDragStart: ({ active }) => t('pickedUp', { name: name(active) }),
    onDragOver: ({ active, over }) =>
      over === null
        ? t('overNothing', { name: name(active) })
        : t('over', { name: name(active), column: column(over) }),
    onDragEnd: ({ active, over }) =>
      over === null ? t('putBack', { name: name(active) }) : t('putDown', { name: name(active), column: column(over) }),
    onDragCancel: ({ active }) => t('putBack', { name: name(active) }),
  };
}

/** As its card said when it was made draggable. */
function recordOf({ data }: Active): ListedRecord {
  return data.current?.['record'] as ListedRecord;
}

/** As its column said. */
function optionAt({ data }: Over): Option {
  return data.current?.['option'] as Option;
}

/** Null: cards can be moved. */
function useWhyMovesNot(module: Module, field: Field): string | null {
  const { t, language } = useWords(boardWords);
  const why = useWhyNot(module)('update');
  return why ?? (field.readOnly ? t('fieldReadOnly', { field: field.label[language] }) : null);
}

const CARD_FIELDS_MAX = 4;

function columnsOf({ view }: Listing, module: Module): readonly string[] {
  return view === null || view.columns.length === 0 ? usualColumns(module) : view.columns;
}

/** The first of the columns that the view has as a list; the board's own field says nothing more. */
function cardFields(module: Module, listing: Listing, board: Field): Field[] {
  return columnsOf(listing, module)
    .flatMap((key) => module.fields.find((field) => field.key === key) ?? [])
    .filter((field) => !isOfName(module, field) && field.key !== board.key && field.key !== tagsKey)
    .slice(0, CARD_FIELDS_MAX);
}
