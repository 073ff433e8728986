import { MultiSelect, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Group } from '#core/access/sharing.ts';
import { groupKey, type Groups, readGroup, useGroups } from '#web/access/groups.ts';
import { groupWords } from '#web/access/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { may, useMe } from '#web/session/me.ts';

const audiences = ['everyone', 'me', 'some'] as const;
type Audience = (typeof audiences)[number];

type SharedWithProps = {
  /** Empty: nobody else. */
  readonly value: readonly Group[];
  readonly onChange: (groups: Group[]) => void;
};

/** Who sees what somebody makes, beside themselves. */
export function SharedWith({ value, onChange }: SharedWithProps) {
  const { t } = useWords(groupWords);
  const isAdministrator = may(useMe(), 'admin');
  const [audience, setAudience] = useState(audienceOf(value));
  const named = value.filter(({ kind }) => kind !== 'everyone');
  const choose = (chosen: Audience) => {
    setAudience(chosen);
    onChange({ everyone: [{ kind: 'everyone' } as const], me: [], some: named }[chosen]);
  };
  const hints = {
    everyone: 'everyoneHint',
    me: 'meHint',
    some: isAdministrator ? 'someHint' : 'somePeopleHint',
  } as const;
  return (
    <Stack gap="xs">
      <Radio.Group
        label={t('whoSees')}
        value={audience}
        onChange={(chosen) => choose(audiences.find((one) => one === chosen) ?? 'me')}
      >
        <Stack gap="xs" mt="xs">
          {audiences.map((one) => (
            <Radio key={one} value={one} size="xs" label={t(one)} description={t(hints[one])} />
          ))}
        </Stack>
      </Radio.Group>
      {audience === 'some' ? <GroupsSelect value={named} onChange={onChange} /> : null}
    </Stack>
  );
}

function audienceOf(groups: readonly Group[]): Audience {
  if (groups.some(({ kind }) => kind === 'everyone')) return 'everyone';
  return groups.length === 0 ? 'me' : 'some';
}

function GroupsSelect({ value, onChange }: SharedWithProps) {
  const { t } = useWords(groupWords);
  const groups = useGroups();
  return (
    <MultiSelect
      aria-label={t('some')}
      placeholder={value.length === 0 ? t('choose') : ''}
      searchable
      value={value.map(groupKey)}
      onChange={(keys) => onChange(keys.map(readGroup))}
      data={[...groups.choices.map(({ group, items }) => ({ group, items: [...items] })), ...unlisted(value, groups)]}
    />
  );
}

/** What was chosen by somebody who knows more. */
function unlisted(value: readonly Group[], { choices, nameOf }: Groups) {
  const listed = new Set(choices.flatMap(({ items }) => items.map((item) => item.value)));
  return value
    .filter((group) => !listed.has(groupKey(group)))
    .map((group) => ({ value: groupKey(group), label: nameOf(group) }));
}
