// Where the arrow keys take a card: from column to column. A pointer is over what it points at.
import { type CollisionDetection, type KeyboardCoordinateGetter, pointerWithin, rectIntersection } from '@dnd-kit/core';

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

export const byColumn: KeyboardCoordinateGetter = (event, { currentCoordinates, context }) => {
  const step = steps[event.code];
  if (step === undefined) return undefined;
  event.preventDefault();
  const leftOf = (id: string | number) => context.droppableRects.get(id)?.left ?? 0;
  const columns = context.droppableContainers.getEnabled().toSorted((a, b) => leftOf(a.id) - leftOf(b.id));
  const next = columns[columns.findIndex(({ id }) => id === context.over?.id) + step];
  return next === undefined ? undefined : { x: leftOf(next.id), y: currentCoordinates.y };
};

export const pointedAt: CollisionDetection = (moment) => {
  const pointed = pointerWithin(moment);
  return pointed.length > 0 ? pointed : rectIntersection(moment);
};
