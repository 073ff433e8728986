// How one of an account's two servers is reached.
import { Fieldset, Group, NativeSelect, NumberInput, PasswordInput, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PlaceDraft } from '#web/features/settings/mail-accounts/account-draft.ts';
import { mailAccountWords } from '#web/features/settings/mail-accounts/words.ts';
import { useWords } from '#web/i18n/words.ts';

type PlaceFieldsProps = {
  readonly legend: string;
  readonly place: PlaceDraft;
  /** One that stays where none is entered. */
  readonly hasPassword: boolean;
  readonly onChange: (change: Partial<PlaceDraft>) => void;
  readonly children?: ReactNode;
};

const PORT_MAX = 65_535;

export function PlaceFields({ legend, place, hasPassword, onChange, children }: PlaceFieldsProps) {
  const { t } = useWords(mailAccountWords);
  return (
    <Fieldset legend={legend}>
      <Group align="flex-start">
        <TextInput
          flex="2 1 12rem"
          label={t('host')}
          required
          value={place.host}
          onChange={(event) => onChange({ host: event.currentTarget.value })}
        />
        <NumberInput
          flex="1 1 5rem"
          label={t('port')}
          required
          min={1}
          max={PORT_MAX}
          allowDecimal={false}
          hideControls
          value={place.port}
          onChange={(port) => onChange({ port: typeof port === 'number' ? port : '' })}
        />
        <NativeSelect
          flex="1 1 7rem"
          label={t('security')}
          value={place.security}
          onChange={(event) => onChange({ security: event.currentTarget.value === 'tls' ? 'tls' : 'starttls' })}
          data={[
            { value: 'tls', label: t('tls') },
            { value: 'starttls', label: t('starttls') },
          ]}
        />
      </Group>
      <Group align="flex-start" mt="sm">
        <TextInput
          flex="1 1 12rem"
          label={t('user')}
          required
          autoComplete="off"
          value={place.user}
          onChange={(event) => onChange({ user: event.currentTarget.value })}
        />
        <PasswordInput
          flex="1 1 12rem"
          label={t('password')}
          description={t(hasPassword ? 'passwordKept' : 'passwordHint')}
          inputWrapperOrder={['label', 'input', 'description']}
          autoComplete="new-password"
          value={place.password}
          onChange={(event) => onChange({ password: event.currentTarget.value })}
        />
      </Group>
      {children}
    </Fieldset>
  );
}
