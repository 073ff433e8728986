import { Select } from '@mantine/core';
import type { Group } from '#core/access/sharing.ts';
import { groupKey, readGroup, useGroups } from '#web/access/groups.ts';
import { groupWords } from '#web/access/words.ts';
import { useWords } from '#web/i18n/words.ts';

type GroupSelectProps = {
  readonly label: string;
  readonly placeholder: string;
  /** Null: none is chosen yet. */
  readonly value: Group | null;
  readonly onChange: (group: Group) => void;
};

/** Everybody, or one of the roles, teams and people. */
export function GroupSelect({ label, placeholder, value, onChange }: GroupSelectProps) {
  const { t } = useWords(groupWords);
  const { choices } = useGroups();
  return (
    <Select
      label={label}
      placeholder={placeholder}
      required
      searchable
      allowDeselect={false}
      value={value === null ? null : groupKey(value)}
      onChange={(key) => {
        if (key !== null) onChange(readGroup(key));
      }}
      data={[{ value: groupKey({ kind: 'everyone' }), label: t('everyone') }, ...choices.map(mutable)]}
    />
  );
}

/** As Mantine's types want it. */
function mutable({ group, items }: ReturnType<typeof useGroups>['choices'][number]) {
  return { group, items: [...items] };
}
