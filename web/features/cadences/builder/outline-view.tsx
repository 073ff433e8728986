// The same tree as a nested list: for screen readers, for narrow screens, for whoever likes to read.
import { Badge, Group, ScrollArea, Text, UnstyledButton } from '@mantine/core';
import type { FileFollowUp } from '#core/cadence/file.ts';
import { AddChoices, AddFollowUp } from '#web/features/cadences/builder/add-follow-up.tsx';
import { useBuilder } from '#web/features/cadences/builder/builder-context.ts';
import { ChannelIcon } from '#web/features/cadences/builder/channel-icon.tsx';
import { channelOf, childrenOf } from '#web/features/cadences/builder/draft.ts';
import { useFollowUpFacts } from '#web/features/cadences/builder/follow-up-facts.ts';
import classes from '#web/features/cadences/builder/outline-view.module.css';
import { useAudienceText } from '#web/features/cadences/builder/use-audience-text.ts';
import { builderWords } from '#web/features/cadences/builder/words.ts';
import { useWords } from '#web/i18n/words.ts';

export function OutlineView() {
  const { t } = useWords(builderWords);
  const { draft, mayEdit } = useBuilder();
  const audience = useAudienceText()(draft.file.audience);
  return (
    <ScrollArea className={classes['outline'] ?? ''}>
      <Group gap="xs" mb="sm">
        <Text size="sm" c="dimmed">
          {audience}
        </Text>
        {mayEdit && draft.file.followUps.length > 0 ? <AddFollowUp where={null} size="sm" variant="default" /> : null}
      </Group>
      {draft.file.followUps.length === 0 ? (
        <div className={classes['empty']}>
          <AddChoices where={null} />
        </div>
      ) : (
        <Branch followUps={draft.file.followUps} label={t('followUps')} />
      )}
    </ScrollArea>
  );
}

type BranchProps = { readonly followUps: readonly FileFollowUp[]; readonly label?: string };

function Branch({ followUps, label }: BranchProps) {
  return (
    <ul className={classes['branch']} aria-label={label}>
      {followUps.map((followUp) => (
        <li key={followUp.id}>
          <Entry followUp={followUp} />
          {childrenOf(followUp).length === 0 ? null : <Branch followUps={childrenOf(followUp)} />}
        </li>
      ))}
    </ul>
  );
}

function Entry({ followUp }: { readonly followUp: FileFollowUp }) {
  const { t } = useWords(builderWords);
  const { selected, select, mayEdit } = useBuilder();
  const { title, detail, when, errors, sentence } = useFollowUpFacts()(followUp);
  return (
    <div className={classes['entry']}>
      <UnstyledButton
        className={classes['button']}
        data-follow-up={followUp.id}
        aria-label={sentence}
        aria-current={selected === followUp.id}
        onClick={() => select(followUp.id)}
      >
        <ChannelIcon channel={channelOf(followUp)} />
        <span className={classes['texts']}>
          <Text span size="xs" c="dimmed">
            {when}
          </Text>
          <Text span size="sm" fw={600}>
            {title}
          </Text>
          {detail === '' ? null : (
            <Text span size="xs" c="dimmed">
              {detail}
            </Text>
          )}
        </span>
        {errors === 0 ? null : (
          <Badge color="red.8" variant="filled" tt="none">
            {t('problemCount', { count: errors })}
          </Badge>
        )}
      </UnstyledButton>
      {mayEdit ? <AddFollowUp where={{ kind: 'after', of: followUp }} size="sm" variant="default" /> : null}
    </div>
  );
}
