import { Anchor, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { RECORD_OWNER } from '#core/cadence/definition.ts';
import type { FileEmail } from '#core/cadence/file.ts';
import { useRead } from '#web/api/hooks.ts';
import { panelWords } from '#web/features/cadences/builder/panel/words.ts';
import { useWords } from '#web/i18n/words.ts';

type SenderProps = {
  readonly email: FileEmail;
  /** What is wrong with it, or, as a hint, should be known. */
  readonly said: { readonly text: string | null; readonly isHint: boolean };
  readonly onChange: (about: string, settings: Partial<FileEmail>) => void;
};

/** Rarely anything else than the organisation's own address and a conversation of its own: opened on wish. */
export function Sender({ email, said: { text, isHint }, onChange }: SenderProps) {
  const { t } = useWords(panelWords);
  const { from, replyTo, thread } = email;
  const own = useRead('getSending').data?.from;
  const [isOpen, setOpen] = useState(from !== undefined || replyTo !== undefined || thread !== undefined);
  const name = own === undefined ? '' : `${own.name} <${own.address}>`;
  if (!isOpen) {
    return (
      <Text size="xs" c="dimmed">
        {t('sentFrom', { from: name })}{' '}
        <Anchor component="button" type="button" fz="xs" onClick={() => setOpen(true)}>
          {t('changeSender')}
        </Anchor>
      </Text>
    );
  }
  const isElsewhere = from !== RECORD_OWNER && (replyTo ?? from ?? own?.address) !== own?.address;
  return (
    <Stack gap="sm">
      <From from={from} name={name} onChange={(value) => onChange('from', { from: value })} />
      <TextInput
        size="xs"
        type="email"
        label={t('replyTo')}
        placeholder={from === undefined || from === RECORD_OWNER ? name : from}
        value={replyTo ?? ''}
        onChange={(event) => onChange('replyTo', { replyTo: event.currentTarget.value.trim() || undefined })}
        {...(isElsewhere ? { description: t('repliesUnread') } : {})}
      />
      <Thread thread={thread} onChange={(value) => onChange('thread', { thread: value })} />
      {text === null ? null : (
        <Text size="xs" {...(isHint ? { c: 'dimmed', role: 'status' } : { c: 'red', role: 'alert' })}>
          {text}
        </Text>
      )}
    </Stack>
  );
}

type FromProps = {
  readonly from: string | undefined;
  /** The organisation's. */
  readonly name: string;
  readonly onChange: (from: string | undefined) => void;
};

const OTHER = 'other';

function From({ from, name, onChange }: FromProps) {
  const { t } = useWords(panelWords);
  const [isOther, setOther] = useState(from !== undefined && from !== RECORD_OWNER);
  const choose = (value: string) => {
    setOther(value === OTHER);
    onChange(value === RECORD_OWNER ? RECORD_OWNER : undefined);
  };
  return (
    <>
      <NativeSelect
        size="xs"
        label={t('from')}
        value={isOther ? OTHER : (from ?? '')}
        onChange={(event) => choose(event.currentTarget.value)}
        data={[
          { value: '', label: t('fromOrganization', { from: name }) },
          { value: RECORD_OWNER, label: t('fromOwner') },
          { value: OTHER, label: t('fromAddress') },
        ]}
      />
      {isOther ? (
        <TextInput
          size="xs"
          type="email"
          label={t('fromAddressLabel')}
          placeholder={name}
          value={from ?? ''}
          onChange={(event) => onChange(event.currentTarget.value.trim() || undefined)}
        />
      ) : null}
    </>
  );
}

type ThreadProps = {
  readonly thread: FileEmail['thread'];
  readonly onChange: (thread: FileEmail['thread']) => void;
};

function Thread({ thread, onChange }: ThreadProps) {
  const { t } = useWords(panelWords);
  const ways = [
    { value: 'reply', label: t('threadReply') },
    { value: 'reply_same_sender', label: t('threadSameSender') },
  ] as const;
  return (
    <NativeSelect
      size="xs"
      label={t('thread')}
      value={thread ?? ''}
      onChange={(event) => onChange(ways.find(({ value }) => value === event.currentTarget.value)?.value)}
      data={[{ value: '', label: t('threadNew') }, ...ways]}
      {...(thread === undefined ? {} : { description: t('threadText') })}
    />
  );
}
