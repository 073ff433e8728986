import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { ExclamationTriangleIcon } from '@heroicons/react/16/solid';
import { type KeyboardEvent, memo } from 'react';
import type { FileFollowUp } from '#core/cadence/file.ts';
import { AddFollowUp } from '#web/features/cadences/builder/add-follow-up.tsx';
import { useBuilder } from '#web/features/cadences/builder/builder-context.ts';
import classes from '#web/features/cadences/builder/canvas/canvas.module.css';
import { useReached } from '#web/features/cadences/builder/canvas/use-reached.ts';
import { ChannelIcon } from '#web/features/cadences/builder/channel-icon.tsx';
import { channelOf, type Direction, neighbourOf } from '#web/features/cadences/builder/draft.ts';
import { useFollowUpFacts } from '#web/features/cadences/builder/follow-up-facts.ts';
import { builderWords } from '#web/features/cadences/builder/words.ts';
import { useWords } from '#web/i18n/words.ts';

export type FollowUpNodeType = Node<{ readonly followUp: FileFollowUp }, 'followUp'>;

export const FollowUpNode = memo(function FollowUpNode({ data: { followUp } }: NodeProps<FollowUpNodeType>) {
  const { draft, select, goTo, selected, mayEdit } = useBuilder();
  const { title, detail, when, mood, sentence } = useFollowUpFacts()(followUp);
  const channel = channelOf(followUp);
  const isTabStop = (selected ?? draft.file.followUps[0]?.id) === followUp.id;
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = arrows[event.key];
    const next = direction === undefined ? null : neighbourOf(draft.file, followUp.id, direction);
    if (event.key === 'Enter') {
      event.preventDefault();
      goTo(`followUps/${followUp.id}/first`);
    }
    if (direction === undefined) return;
    event.preventDefault();
    if (next === null) return;
    select(next.id);
    document.querySelector<HTMLElement>(`[data-follow-up="${CSS.escape(next.id)}"]`)?.focus();
  };
  return (
    <div className={classes['followUp']}>
      <Handle type="target" position={Position.Top} isConnectable={false} className={classes['handle'] ?? ''} />
      <button
        type="button"
        className={classes['button']}
        data-follow-up={followUp.id}
        aria-label={sentence}
        aria-current={selected === followUp.id}
        tabIndex={isTabStop ? 0 : -1}
        onClick={() => select(followUp.id)}
        onKeyDown={onKeyDown}
      >
        <span className={classes['when']} data-mood={mood} title={when}>
          {when}
        </span>
        <span className={classes['stem']} />
        <span className={classes['card']} data-channel={channel}>
          <span className={classes['icon']}>
            <ChannelIcon channel={channel} />
          </span>
          <span className={classes['texts']}>
            <span className={classes['title']}>{title}</span>
            <span className={classes['detail']}>{detail}</span>
          </span>
          <Marks followUp={followUp} />
          <Reached followUp={followUp} />
        </span>
      </button>
      {mayEdit ? (
        <AddFollowUp
          className={classes['plus'] ?? ''}
          variant="filled"
          color="iris"
          radius="xl"
          size={22}
          where={{ kind: 'after', of: followUp }}
          tabIndex={isTabStop ? 0 : -1}
        />
      ) : null}
      <Handle type="source" position={Position.Bottom} isConnectable={false} className={classes['handle'] ?? ''} />
    </div>
  );
});

const arrows: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** What stands at its edge: problems, what is new. */
function Marks({ followUp }: { readonly followUp: FileFollowUp }) {
  const { t } = useWords(builderWords);
  const { changes } = useBuilder();
  const { errors, warnings } = useFollowUpFacts()(followUp);
  const change = changes.get(followUp.id);
  const count = errors > 0 ? errors : warnings;
  return (
    <span className={classes['marks']}>
      {count === 0 ? null : (
        <span className={classes[errors > 0 ? 'errors' : 'warnings']}>
          <ExclamationTriangleIcon width={12} aria-hidden />
          {count}
        </span>
      )}
      {change === undefined ? null : (
        <span className={classes['change']}>{t(change === 'new' ? 'isNew' : 'isChanged')}</span>
      )}
    </span>
  );
}

function Reached({ followUp }: { readonly followUp: FileFollowUp }) {
  const { t } = useWords(builderWords);
  const reached = useReached().get(followUp.id);
  return reached === undefined ? null : <span className={classes['done']}>{t('done', { count: reached })}</span>;
}
