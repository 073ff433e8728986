import { CloseButton, Stack, Title } from '@mantine/core';
import { ArrowLeftIcon, ArrowRightIcon, DocumentDuplicateIcon, TrashIcon } from '@heroicons/react/16/solid';
import { Suspense } from 'react';
import type { FileFollowUp } from '#core/cadence/file.ts';
import { placeId, useBuilder } from '#web/features/cadences/builder/builder-context.ts';
import { ChannelIcon } from '#web/features/cadences/builder/channel-icon.tsx';
import { channelOf, siblingsOf } from '#web/features/cadences/builder/draft.ts';
import { CallSettings } from '#web/features/cadences/builder/panel/call-settings.tsx';
import { ConditionSection } from '#web/features/cadences/builder/panel/condition-section.tsx';
import { EmailSettings } from '#web/features/cadences/builder/panel/email-settings.tsx';
import { NextSection } from '#web/features/cadences/builder/panel/next-section.tsx';
import classes from '#web/features/cadences/builder/panel/panel.module.css';
import { RepeatSection } from '#web/features/cadences/builder/panel/repeat-section.tsx';
import { StartSection } from '#web/features/cadences/builder/panel/start-section.tsx';
import { TaskSettings } from '#web/features/cadences/builder/panel/task-settings.tsx';
import { useTitles } from '#web/features/cadences/builder/use-titles.ts';
import { builderWords } from '#web/features/cadences/builder/words.ts';
import { useResponseWords } from '#web/features/cadences/response-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { MoreButton } from '#web/ui/menu-button.tsx';
import { lazily } from '#web/ui/on-demand.tsx';

type FollowUpProps = { readonly followUp: FileFollowUp };

export function FollowUpPanel({ followUp }: FollowUpProps) {
  const { t } = useWords(builderWords);
  const { select, mayEdit } = useBuilder();
  const words = useResponseWords();
  const channel = channelOf(followUp);
  return (
    <>
      <div className={classes['head']}>
        <ChannelIcon channel={channel} />
        <Title
          order={2}
          className={classes['heading'] ?? ''}
          id={placeId(`followUps/${followUp.id}`)}
          tabIndex={-1}
          title={useTitles()(followUp)}
        >
          {useTitles()(followUp)}
        </Title>
        {mayEdit ? <Actions followUp={followUp} /> : null}
        <CloseButton size="sm" aria-label={t('closePanel')} onClick={() => select(null)} />
      </div>
      <div className={classes['scroll']}>
        <fieldset className={classes['fields']} disabled={!mayEdit}>
          <section className={classes['section']} aria-label={words.channel(channel)} data-first={followUp.id}>
            <Stack gap="sm">
              <Suspense fallback={null}>
                <Settings followUp={followUp} />
              </Suspense>
            </Stack>
          </section>
          <StartSection followUp={followUp} />
          <ConditionSection followUp={followUp} />
          <RepeatSection followUp={followUp} />
        </fieldset>
        <NextSection followUp={followUp} />
      </div>
    </>
  );
}

const WhatsappSettings = lazily(
  async () => (await import('#web/features/cadences/builder/panel/whatsapp-settings.tsx')).WhatsappSettings,
);

function Settings({ followUp: { id, email, whatsapp, task, call } }: FollowUpProps) {
  if (email !== undefined) return <EmailSettings id={id} email={email} />;
  if (whatsapp !== undefined) return <WhatsappSettings id={id} whatsapp={whatsapp} />;
  if (task !== undefined) return <TaskSettings id={id} task={task} />;
  return call === undefined ? null : <CallSettings id={id} call={call} />;
}

function Actions({ followUp: { id } }: FollowUpProps) {
  const { t } = useWords(builderWords);
  const { draft, duplicate, shift, remove } = useBuilder();
  const siblings = siblingsOf(draft.file, id);
  const isFirst = siblings[0]?.id === id;
  const isLast = siblings.at(-1)?.id === id;
  return (
    <MoreButton
      label={t('actions')}
      entries={[
        { text: t('shiftBack'), icon: ArrowLeftIcon, isDisabled: isFirst, onClick: () => shift(id, -1) },
        { text: t('shiftOn'), icon: ArrowRightIcon, isDisabled: isLast, onClick: () => shift(id, 1) },
        { text: t('duplicate'), icon: DocumentDuplicateIcon, onClick: () => duplicate(id) },
        'divider',
        { text: t('remove'), icon: TrashIcon, isDestructive: true, onClick: () => void remove(id) },
      ]}
    />
  );
}
