import { Checkbox, Group, Input, Stack } from '@mantine/core';
import type { Answer } from '#web/api/call.ts';
import { useRead } from '#web/api/hooks.ts';
import { ROUNDS } from '#core/webhooks/event-types.ts';
import classes from '#web/features/settings/webhooks/events-choice.module.css';
import { useEventNames } from '#web/features/settings/webhooks/names.ts';
import { webhookWords } from '#web/features/settings/webhooks/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { Loaded } from '#web/ui/states.tsx';

type EventsChoiceProps = {
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
};

export function EventsChoice({ chosen, onChange }: EventsChoiceProps) {
  const { t } = useWords(webhookWords);
  return (
    <Input.Wrapper label={t('events')} description={t('eventsHint')} labelElement="div">
      <Loaded of={useRead('listWebhookEvents')}>
        {({ items }) => (
          <Stack gap="sm" mt="xs">
            {groupsOf(items).map(([group, events]) => (
              <EventGroup key={group} group={group} events={events} chosen={chosen} onChange={onChange} />
            ))}
          </Stack>
        )}
      </Loaded>
    </Input.Wrapper>
  );
}

type EventGroupProps = EventsChoiceProps & { readonly group: string; readonly events: readonly string[] };

function EventGroup({ group, events, chosen, onChange }: EventGroupProps) {
  const { verbOf, groupOf } = useEventNames();
  const others = chosen.filter((event) => !events.includes(event));
  const count = chosen.length - others.length;
  const choose = (wanted: readonly string[]) => onChange([...others, ...wanted]);
  return (
    <Group role="group" aria-label={groupOf(group)} align="flex-start" wrap="nowrap">
      <Checkbox
        size="xs"
        w="11rem"
        className={classes['group'] ?? ''}
        label={groupOf(group)}
        checked={count === events.length}
        indeterminate={count > 0 && count < events.length}
        onChange={() => choose(count === events.length ? [] : events)}
      />
      <Checkbox.Group value={[...chosen]} onChange={(wanted) => choose(events.filter((one) => wanted.includes(one)))}>
        <Group gap="md">
          {events.map((event) => (
            <Checkbox key={event} size="xs" value={event} label={verbOf(event)} />
          ))}
        </Group>
      </Checkbox.Group>
    </Group>
  );
}

type Events = Answer<'listWebhookEvents'>['items'];

/** In the server's order: modules, then rounds. */
function groupsOf(items: Events): readonly (readonly [group: string, events: readonly string[]])[] {
  const eventsIn = (wanted: string | null) => items.filter(({ module }) => module === wanted).map(({ event }) => event);
  const modules = new Set(items.map(({ module }) => module));
  return [...modules].map((module) => [module ?? ROUNDS, eventsIn(module)] as const);
}
