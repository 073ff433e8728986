// The role or the team that somebody belongs to.
import { Select } from '@mantine/core';
import { type PeopleNamed, peopleKinds } from '#core/criteria/operators.ts';
import { useEditing } from '#web/criteria/editing.ts';
import { criteriaWords } from '#web/criteria/words.ts';
import { useWords } from '#web/i18n/words.ts';

type PeopleInputProps = {
  readonly named: PeopleNamed;
  readonly isWrong: boolean;
  readonly onChange: (named: PeopleNamed) => void;
};

export function PeopleInput({ named, isWrong, onChange }: PeopleInputProps) {
  const { t } = useWords(criteriaWords);
  const people = [...(useEditing().module.beyond?.people ?? [])];
  const data = peopleKinds.map((kind) => ({
    group: t(kind === 'role' ? 'roles' : 'teams'),
    items: people.flatMap(([value, one]) => (one.kind === kind ? [{ value, label: one.name }] : [])),
  }));
  return (
    <Select
      size="xs"
      searchable
      allowDeselect={false}
      aria-label={t('people')}
      placeholder={t('choose')}
      error={isWrong}
      data={data.filter(({ items }) => items.length > 0)}
      value={named.role ?? named.team ?? null}
      onChange={(id) => {
        const kind = people.find(([value]) => value === id)?.[1].kind;
        if (id !== null && kind !== undefined) onChange({ [kind]: id });
      }}
    />
  );
}
