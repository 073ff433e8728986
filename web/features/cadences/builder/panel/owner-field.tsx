import { NativeSelect } from '@mantine/core';
import type { FileOwner } from '#core/cadence/file.ts';
import { fold } from '#core/records/fold.ts';
import { useRead } from '#web/api/hooks.ts';
import type { Field } from '#web/features/cadences/builder/panel/use-field.ts';
import { panelWords } from '#web/features/cadences/builder/panel/words.ts';
import { useWords } from '#web/i18n/words.ts';

type OwnerFieldProps = {
  readonly field: Field;
  readonly value: FileOwner | undefined;
  readonly onChange: (owner: FileOwner | undefined) => void;
};

export function OwnerField({ field, value, onChange }: OwnerFieldProps) {
  const { t } = useWords(panelWords);
  const users = (useRead('listUsers').data?.items ?? []).filter(({ active }) => active);
  const address = value === undefined || value === 'record_owner' ? '' : value.user;
  const known = users.find(({ email }) => fold(email) === fold(address));
  return (
    <NativeSelect
      id={field.id}
      size="xs"
      label={t('owner')}
      error={field.error}
      value={known?.email ?? address}
      onChange={(event) => {
        const { value: user } = event.currentTarget;
        onChange(user === '' ? undefined : { user });
      }}
      data={[
        { value: '', label: t('ownerOfRecord') },
        ...users.map(({ name, email }) => ({ value: email, label: name })),
        ...(address === '' || known !== undefined ? [] : [{ value: address, label: address }]),
      ]}
    />
  );
}
