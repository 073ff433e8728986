import { Text, Title } from '@mantine/core';
import { Handle, Position } from '@xyflow/react';
import { PlayIcon } from '@heroicons/react/16/solid';
import type { FileAudience } from '#core/cadence/file.ts';
import { AddChoices, AddFollowUp } from '#web/features/cadences/builder/add-follow-up.tsx';
import { placeId, useBuilder } from '#web/features/cadences/builder/builder-context.ts';
import classes from '#web/features/cadences/builder/canvas/canvas.module.css';
import { useAudienceText } from '#web/features/cadences/builder/use-audience-text.ts';
import { builderWords } from '#web/features/cadences/builder/words.ts';
import { useWords } from '#web/i18n/words.ts';

/** Whom the cadence is for; everything begins here. */
export function StartNode() {
  const { t } = useWords(builderWords);
  const { draft, select, setTab, selected, mayEdit } = useBuilder();
  const text = useAudienceText()(draft.file.audience satisfies FileAudience);
  const count = draft.file.followUps.length;
  return (
    <div className={classes['start']}>
      <button
        type="button"
        className={classes['startButton']}
        aria-current={selected === null}
        onClick={() => {
          select(null);
          setTab('cadence');
        }}
      >
        <PlayIcon width={16} aria-hidden />
        <span className={classes['texts']}>
          <span className={classes['title']}>{t('start')}</span>
          <span className={classes['detail']}>{text}</span>
        </span>
      </button>
      {mayEdit && count > 0 ? (
        <AddFollowUp
          className={classes['plus'] ?? ''}
          variant="filled"
          color="iris"
          radius="xl"
          size={22}
          where={null}
        />
      ) : null}
      <Handle type="source" position={Position.Bottom} isConnectable={false} className={classes['handle'] ?? ''} />
    </div>
  );
}

/** Where a cadence has no follow-up yet. */
export function EmptyNode() {
  const { t } = useWords(builderWords);
  const { mayEdit } = useBuilder();
  return (
    <div className={classes['empty']} id={placeId('followUps')} tabIndex={-1}>
      <Handle type="target" position={Position.Top} isConnectable={false} className={classes['handle'] ?? ''} />
      <Title order={2}>{t('emptyTitle')}</Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('emptyText')}
      </Text>
      {mayEdit ? <AddChoices where={null} /> : null}
    </div>
  );
}
