// Who is to be invited: the people that the meeting is with, and whoever else.
import { Button, CloseButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { isAddress } from '#core/message/address.ts';
import { meetingWords } from '#web/features/records/meeting/meeting-words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { WhyButton } from '#web/ui/why-button.tsx';

export type Person = { readonly name: string; readonly address: string };

type InviteDialogProps = {
  readonly initial: readonly Person[];
  readonly isSending: boolean;
  readonly onSend: (people: readonly Person[]) => void;
  readonly onClose: () => void;
};

export function InviteDialog({ initial, isSending, onSend, onClose }: InviteDialogProps) {
  const { t } = useWords(meetingWords);
  const { t: general } = useWords(generalWords);
  const [people, setPeople] = useState<readonly Person[]>(initial);
  const leaveOut = (address: string) => setPeople(people.filter((one) => one.address !== address));
  return (
    <Modal opened onClose={onClose} title={t('dialogTitle')} closeButtonProps={{ 'aria-label': general('close') }}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('dialogHint')}
        </Text>
        {people.map(({ name, address }) => (
          <Group key={address} justify="space-between" wrap="nowrap">
            <Text size="sm">{name === '' ? address : `${name} · ${address}`}</Text>
            <CloseButton size="sm" aria-label={t('remove', { address })} onClick={() => leaveOut(address)} />
          </Group>
        ))}
        <AddPerson
          onAdd={(address) => {
            if (!people.some((one) => one.address === address)) setPeople([...people, { name: '', address }]);
          }}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {general('cancel')}
          </Button>
          <WhyButton why={people.length === 0 ? t('nobody') : null} loading={isSending} onClick={() => onSend(people)}>
            {t('send')}
          </WhyButton>
        </Group>
      </Stack>
    </Modal>
  );
}

function AddPerson({ onAdd }: { readonly onAdd: (address: string) => void }) {
  const { t } = useWords(meetingWords);
  const [address, setAddress] = useState('');
  const [isWrong, setWrong] = useState(false);
  const add = (event: FormEvent) => {
    event.preventDefault();
    const wanted = address.trim();
    setWrong(!isAddress(wanted));
    if (!isAddress(wanted)) return;
    onAdd(wanted);
    setAddress('');
  };
  return (
    <form onSubmit={add}>
      <Group align="flex-end" wrap="nowrap">
        <TextInput
          flex={1}
          label={t('address')}
          value={address}
          error={isWrong ? t('addressNotValid') : null}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <Button type="submit" variant="default">
          {t('add')}
        </Button>
      </Group>
    </form>
  );
}
