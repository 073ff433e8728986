// A plus, and what it asks: which response comes before, and what happens then.
import { ActionIcon, type ActionIconProps, Popover, SimpleGrid, Stack, Text, UnstyledButton } from '@mantine/core';
import { PlusIcon } from '@heroicons/react/16/solid';
import { useState } from 'react';
import { FIRST_FOLLOW_UPS_MAX } from '#core/cadence/definition.ts';
import type { FileFollowUp } from '#core/cadence/file.ts';
import { type Channel, channels } from '#core/cadence/response.ts';
import { useRead } from '#web/api/hooks.ts';
import classes from '#web/features/cadences/builder/add-follow-up.module.css';
import { type Place, useBuilder } from '#web/features/cadences/builder/builder-context.ts';
import { ChannelIcon } from '#web/features/cadences/builder/channel-icon.tsx';
import { allFollowUps, channelOf } from '#web/features/cadences/builder/draft.ts';
import { probableTrigger } from '#web/features/cadences/builder/new-follow-up.ts';
import { TriggerSelect } from '#web/features/cadences/builder/trigger-select.tsx';
import { useTitles } from '#web/features/cadences/builder/use-titles.ts';
import { builderWords } from '#web/features/cadences/builder/words.ts';
import { useCadenceRoom } from '#web/features/cadences/limits.ts';
import { useWords } from '#web/i18n/words.ts';

/** Null: a first follow-up. */
export type Where = { readonly kind: 'after' | 'above'; readonly of: FileFollowUp } | null;

type AddFollowUpProps = ActionIconProps & { readonly where: Where; readonly tabIndex?: number };

export function AddFollowUp({ where, ...props }: AddFollowUpProps) {
  const { t } = useWords(builderWords);
  const title = useTitles();
  const whyFull = useWhyFull(where);
  const [isOpen, setOpen] = useState(false);
  const label =
    where === null ? t('addFirst') : t(where.kind === 'after' ? 'addAfter' : 'addAbove', { title: title(where.of) });
  return (
    <Popover opened={isOpen} onChange={setOpen} width={320} shadow="md" trapFocus returnFocus withArrow>
      <Popover.Target>
        <ActionIcon
          {...props}
          {...(where?.kind === 'above' ? {} : { 'data-add': true })}
          {...(whyFull === null ? {} : { 'data-disabled': true, title: whyFull })}
          aria-label={label}
          aria-disabled={whyFull !== null}
          onClick={() => setOpen(!isOpen && whyFull === null)}
        >
          <PlusIcon width={16} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={label} className="nopan nowheel">
        <AddChoices where={where} onAdded={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** Null: there is room for one more. */
function useWhyFull(where: Where): string | null {
  const { t } = useWords(builderWords);
  const { file } = useBuilder().draft;
  const { followUpsMax: max } = useCadenceRoom(file.module);
  if (max !== null && allFollowUps(file).length >= max) return t('followUpsMax', { max });
  const isFirstFull = where === null && file.followUps.length >= FIRST_FOLLOW_UPS_MAX;
  return isFirstFull ? t('firstMax', { max: FIRST_FOLLOW_UPS_MAX }) : null;
}

type AddChoicesProps = { readonly where: Where; readonly onAdded?: () => void };

export function AddChoices({ where, onAdded }: AddChoicesProps) {
  const { t } = useWords(builderWords);
  const { add } = useBuilder();
  const title = useTitles();
  const [when, setWhen] = useState(() =>
    where?.kind === 'after' ? probableTrigger(where.of, channelOf(where.of)) : null,
  );
  const place = (): Place => {
    if (where === null) return { kind: 'first' };
    if (where.kind === 'above' || when === null) return { kind: 'above', below: where.of.id };
    return { kind: 'after', parent: where.of.id, when };
  };
  return (
    <Stack gap="sm">
      {where !== null && when !== null ? (
        <div>
          <Text size="xs" fw={600} mb={4}>
            {t('addWhen', { title: title(where.of) })}
          </Text>
          <TriggerSelect
            label={t('addWhen', { title: title(where.of) })}
            parent={where.of}
            value={when}
            onChange={setWhen}
          />
        </div>
      ) : null}
      <div>
        <Text size="xs" fw={600} mb={4}>
          {t(where === null ? 'addWhatFirst' : 'addWhat')}
        </Text>
        <SimpleGrid cols={2} spacing={6}>
          {channels.map((channel) => (
            <ChannelButton
              key={channel}
              channel={channel}
              onClick={() => {
                add(place(), channel);
                onAdded?.();
              }}
            />
          ))}
        </SimpleGrid>
      </div>
      {where?.kind === 'above' ? (
        <Text size="xs" c="dimmed">
          {t('addAboveText', { title: title(where.of) })}
        </Text>
      ) : null}
    </Stack>
  );
}

const texts = {
  email: ['addEmail', 'addEmailText'],
  whatsapp: ['addWhatsapp', 'addWhatsappText'],
  task: ['addTask', 'addTaskText'],
  call: ['addCall', 'addCallText'],
} as const;

function ChannelButton({ channel, onClick }: { readonly channel: Channel; readonly onClick: () => void }) {
  const { t } = useWords(builderWords);
  const [name, text] = texts[channel];
  // C-6: nothing with it could be saved.
  const isOff = useRead('listWhatsappTemplates').data?.isOn === false && channel === 'whatsapp';
  return (
    <UnstyledButton
      className={classes['channel']}
      data-channel={channel}
      aria-disabled={isOff}
      onClick={isOff ? undefined : onClick}
    >
      <ChannelIcon channel={channel} size={20} />
      <span>{t(name)}</span>
      <Text span size="xs" c="dimmed">
        {t(isOff ? 'whatsappOff' : text)}
      </Text>
    </UnstyledButton>
  );
}
