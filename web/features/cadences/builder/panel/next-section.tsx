// What comes after a follow-up, and which of it where several responses fit (C-10).
import { Anchor, Group, Radio, Stack, Text } from '@mantine/core';
import type { FileFollowUp } from '#core/cadence/file.ts';
import { AddFollowUp } from '#web/features/cadences/builder/add-follow-up.tsx';
import { useBuilder } from '#web/features/cadences/builder/builder-context.ts';
import { ChannelIcon } from '#web/features/cadences/builder/channel-icon.tsx';
import { channelOf, childrenOf } from '#web/features/cadences/builder/draft.ts';
import { useFollowUpFacts } from '#web/features/cadences/builder/follow-up-facts.ts';
import classes from '#web/features/cadences/builder/panel/panel.module.css';
import { panelWords } from '#web/features/cadences/builder/panel/words.ts';
import { useWords } from '#web/i18n/words.ts';

type FollowUpProps = { readonly followUp: FileFollowUp };

export function NextSection({ followUp }: FollowUpProps) {
  const { t } = useWords(panelWords);
  const { select, mayEdit } = useBuilder();
  const facts = useFollowUpFacts();
  const children = childrenOf(followUp);
  return (
    <section className={classes['section']} aria-labelledby={`next-${followUp.id}`}>
      <Group justify="space-between" mb={4}>
        <h3 id={`next-${followUp.id}`}>{t('next')}</h3>
        {mayEdit ? <AddFollowUp where={{ kind: 'after', of: followUp }} size="sm" variant="default" /> : null}
      </Group>
      {children.length === 0 ? (
        <Text size="xs" c="dimmed">
          {t('nextNone')}
        </Text>
      ) : (
        <Stack gap={6}>
          {children.map((child) => {
            const { title, when } = facts(child);
            return (
              <Group key={child.id} gap={6} wrap="nowrap">
                <ChannelIcon channel={channelOf(child)} />
                <Anchor component="button" type="button" fz="sm" truncate onClick={() => select(child.id)}>
                  {title}
                </Anchor>
                <Text size="xs" c="dimmed" truncate>
                  {when}
                </Text>
              </Group>
            );
          })}
        </Stack>
      )}
      {children.length < 2 ? null : <Branching followUp={followUp} />}
    </section>
  );
}

function Branching({ followUp: { id, branching = 'strongest' } }: FollowUpProps) {
  const { t } = useWords(panelWords);
  const { change, mayEdit } = useBuilder();
  return (
    <Radio.Group
      mt="md"
      size="xs"
      label={t('branching')}
      value={branching}
      onChange={(value) =>
        change(id, 'branching', (one) => ({ ...one, branching: value === 'all' ? 'all' : undefined }))
      }
    >
      <Stack gap="xs" mt={6}>
        <Radio
          size="xs"
          disabled={!mayEdit}
          value="strongest"
          label={t('strongest')}
          description={t('strongestText')}
        />
        <Radio size="xs" disabled={!mayEdit} value="all" label={t('all')} description={t('allText')} />
      </Stack>
    </Radio.Group>
  );
}
