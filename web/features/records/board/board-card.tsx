// A record on a board: its title and a few of its fields. All of the card can be dragged; the keyboard takes it by its handle.
import { useDraggable } from '@dnd-kit/core';
import { ActionIcon, Anchor } from '@mantine/core';
import { ArrowsRightLeftIcon } from '@heroicons/react/16/solid';
import { Link } from '@tanstack/react-router';
import { boardWords } from '#web/features/records/board/board-words.ts';
import classes from '#web/features/records/board/board.module.css';
import { FieldValue, isEmpty } from '#web/features/records/fields/field-value.tsx';
import { type ListedRecord, titleOf } from '#web/features/records/list/record-columns.tsx';
import type { Field } from '#web/features/records/module.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';

export type CardProps = {
  /** By its key. */
  readonly module: string;
  readonly record: ListedRecord;
  readonly fields: readonly Field[];
};

type BoardCardProps = CardProps & {
  readonly isMovable: boolean;
  /** It is being saved. */
  readonly isOnItsWay: boolean;
};

export function BoardCard({ isMovable, isOnItsWay, ...card }: BoardCardProps) {
  const { t } = useWords(boardWords);
  const { record } = card;
  const dragging = useDraggable({ id: record.id, data: { record }, disabled: !isMovable || isOnItsWay });
  const { onKeyDown, ...pointing } = dragging.listeners ?? {};
  return (
    <li
      ref={dragging.setNodeRef}
      className={classes['card']}
      data-movable={isMovable || undefined}
      data-quiet={dragging.isDragging || isOnItsWay || undefined}
      {...pointing}
    >
      <CardContent {...card} />
      {isMovable ? (
        <ActionIcon
          ref={dragging.setActivatorNodeRef}
          size="sm"
          className={classes['handle'] ?? ''}
          aria-label={t('move', { name: titleOf(record) })}
          aria-describedby={dragging.attributes['aria-describedby']}
          onKeyDown={onKeyDown as React.KeyboardEventHandler}
        >
          <ArrowsRightLeftIcon width={14} aria-hidden />
        </ActionIcon>
      ) : null}
    </li>
  );
}

export function CardContent({ module, record, fields }: CardProps) {
  const { language } = useWords(boardWords);
  const shown = fields.filter(({ key }) => !isEmpty(record.values[key] ?? null));
  return (
    <div className={classes['content']}>
      <Anchor
        c="inherit"
        fw={600}
        size="sm"
        draggable={false}
        renderRoot={(props) => <Link to={paths.record} params={{ module, recordId: record.id }} {...props} />}
      >
        {titleOf(record)}
      </Anchor>
      {shown.map((field) => (
        <div key={field.key} className={classes['value']} title={field.label[language]}>
          <FieldValue
            field={field}
            value={record.values[field.key] ?? null}
            leadsTo={record.lookups[field.key] ?? null}
          />
        </div>
      ))}
    </div>
  );
}
