import { Table, Text } from '@mantine/core';
import { useState } from 'react';
import { mailFailureInWords, mailStepNames } from '#contract/mail-account-words.ts';
import { useAct } from '#web/api/hooks.ts';
import type { MailAccount } from '#web/features/settings/mail-accounts/account-draft.ts';
import { EditAccount, TestResult } from '#web/features/settings/mail-accounts/account-dialog.tsx';
import type { Step } from '#web/features/settings/mail-accounts/steps.tsx';
import { mailAccountWords } from '#web/features/settings/mail-accounts/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { may, useMe } from '#web/session/me.ts';
import { confirm } from '#web/ui/confirm.ts';
import { MoreButton } from '#web/ui/menu-button.tsx';
import type { MenuEntry } from '#web/ui/menu-entry.ts';
import { toastDone } from '#web/ui/toast.tsx';
import { Tone } from '#web/ui/tone.tsx';

type WithAccount = { readonly account: MailAccount };

export function AccountRow({ account }: WithAccount) {
  const { t } = useWords(mailAccountWords);
  const { name, address, owner, perHour, perDay } = account;
  const limit = (value: number | null) => (value === null ? t('unlimited') : String(value));
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={600}>
          {name}
        </Text>
        <Text size="xs" c="dimmed">
          {address}
        </Text>
      </Table.Td>
      <Table.Td>{owner === null ? t('organisation') : t('of', { name: owner.name })}</Table.Td>
      <Table.Td>{t('limits', { hour: limit(perHour), day: limit(perDay) })}</Table.Td>
      <Table.Td maw="26rem">
        <State account={account} />
      </Table.Td>
      <Table.Td ta="end">
        <Actions account={account} />
      </Table.Td>
    </Table.Tr>
  );
}

function State({ account: { paused, reading } }: WithAccount) {
  const { t, language } = useWords(mailAccountWords);
  const format = useFormat();
  if (paused !== null) {
    const when = format.dateTime(paused.at);
    const told =
      paused.bounces === null
        ? t('pausedSince', { when, reason: paused.reason })
        : t('pausedForBounces', { when, ...paused.bounces });
    return <Told color="red" state={t('paused')} told={told} />;
  }
  if (reading === null) return <Tone color="green">{t('works')}</Tone>;
  const { problem, until } = reading;
  if (problem === null) {
    return <Told color="green" state={t('reads')} told={t('readUntil', { when: format.dateTime(until) })} />;
  }
  const told = t('unreadSince', {
    when: format.dateTime(problem.since),
    step: mailStepNames[problem.step][language],
    says: mailFailureInWords(problem)[language],
  });
  return <Told color="red" state={t('unread')} told={told} />;
}

type ToldProps = { readonly color: string; readonly state: string; readonly told: string };

function Told({ color, state, told }: ToldProps) {
  return (
    <>
      <Tone color={color}>{state}</Tone>
      <Text size="xs" c="dimmed">
        {told}
      </Text>
    </>
  );
}

function Actions({ account }: WithAccount) {
  const { t } = useWords(mailAccountWords);
  const [isEditing, setEditing] = useState(false);
  const [steps, setSteps] = useState<readonly Step[] | null>(null);
  const { address } = account;
  const entries = useEntries({ account, onEdit: () => setEditing(true), onTested: setSteps });
  if (entries.length === 0) return null;
  return (
    <>
      <MoreButton label={t('actionsOf', { address })} entries={entries} />
      {isEditing ? <EditAccount account={account} onClose={() => setEditing(false)} /> : null}
      {steps === null ? null : <TestResult address={address} steps={steps} onClose={() => setSteps(null)} />}
    </>
  );
}

type Entries = WithAccount & {
  readonly onEdit: () => void;
  readonly onTested: (steps: readonly Step[]) => void;
};

function useEntries({ account: { id, address, owner, paused }, onEdit, onTested }: Entries): readonly MenuEntry[] {
  const { t } = useWords(mailAccountWords);
  const { t: general } = useWords(generalWords);
  const me = useMe();
  const isMine = owner === null ? may(me, 'admin') : owner.id === me.user.id;
  const params = { id };
  const test = useAct('checkMailAccount', { onDone: ({ verdicts }) => onTested(verdicts) });
  const resume = useAct('resumeMailAccount', {
    refreshes: ['listMailAccounts'],
    onDone: () => toastDone(t('resumed', { address })),
  });
  const remove = useAct('deleteMailAccount', {
    refreshes: ['listMailAccounts', 'listSendingDomains'],
    onDone: () => toastDone(t('deleted', { address })),
  });
  const ask = async () => {
    const asked = { title: t('deleteTitle', { address }), text: t('deleteText'), yes: general('delete') };
    if (await confirm({ ...asked, kind: 'destructive' })) remove.mutate({ params });
  };
  if (!isMine && !may(me, 'admin')) return [];
  const own: MenuEntry[] = [
    { text: general('edit'), onClick: onEdit },
    { text: t('test'), onClick: () => test.mutate({ params }) },
  ];
  return [
    ...(isMine ? own : []),
    ...(paused === null ? [] : [{ text: t('resume'), onClick: () => resume.mutate({ params }) }]),
    { text: general('delete'), onClick: () => void ask(), isDestructive: true },
  ];
}
