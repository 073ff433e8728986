import { Button, Group, Table, Title } from '@mantine/core';
import type { Answer } from '#web/api/call.ts';
import { useAct, useRead } from '#web/api/hooks.ts';
import { toastInvited } from '#web/features/settings/users/toast-invited.ts';
import { userWords } from '#web/features/settings/users/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { confirm } from '#web/ui/confirm.ts';
import { Loaded } from '#web/ui/states.tsx';
import { toastDone } from '#web/ui/toast.tsx';
import { Tone } from '#web/ui/tone.tsx';
import { useNow, When } from '#web/ui/when.tsx';

type Invitation = Answer<'listInvitations'>['items'][number];

/** Nothing where none waits. */
export function Invitations() {
  return (
    <Loaded of={useRead('listInvitations')}>
      {({ items }) => (items.length === 0 ? null : <InvitationTable invitations={items} />)}
    </Loaded>
  );
}

function InvitationTable({ invitations }: { readonly invitations: readonly Invitation[] }) {
  const { t } = useWords(userWords);
  return (
    <>
      <Title order={2}>{t('invitations')}</Title>
      <Table.ScrollContainer minWidth={640}>
        <Table aria-label={t('invitations')} verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('email')}</Table.Th>
              <Table.Th>{t('joinsAs')}</Table.Th>
              <Table.Th>{t('invitedBy')}</Table.Th>
              <Table.Th colSpan={2}>{t('validUntil')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {invitations.map((invitation) => (
              <InvitationRow key={invitation.id} invitation={invitation} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </>
  );
}

function InvitationRow({ invitation }: { readonly invitation: Invitation }) {
  const { t } = useWords(userWords);
  const now = useNow();
  const { id, email, administrator, invitedBy, expiresAt } = invitation;
  const resend = useAct('resendInvitation', { refreshes: ['listInvitations'], onDone: toastInvited });
  const revoke = useAct('revokeInvitation', {
    refreshes: ['listInvitations'],
    onDone: () => toastDone(t('wasRevoked', { email })),
  });
  const ask = async () => {
    const asked = { title: t('revokeTitle', { email }), text: t('revokeText'), yes: t('revoke') };
    if (await confirm({ ...asked, kind: 'destructive' })) revoke.mutate({ params: { id } });
  };
  return (
    <Table.Tr>
      <Table.Td fw={600}>{email}</Table.Td>
      <Table.Td>{t(administrator ? 'administrator' : 'member')}</Table.Td>
      <Table.Td>{invitedBy.name}</Table.Td>
      <Table.Td>
        {Date.parse(expiresAt) <= now ? <Tone color="gray">{t('expired')}</Tone> : <When at={expiresAt} />}
      </Table.Td>
      <Table.Td>
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          <Button
            variant="default"
            size="compact-xs"
            aria-label={t('sendAgainTo', { email })}
            loading={resend.isPending}
            onClick={() => resend.mutate({ params: { id } })}
          >
            {t('sendAgain')}
          </Button>
          <Button
            variant="default"
            size="compact-xs"
            aria-label={t('revokeOf', { email })}
            loading={revoke.isPending}
            onClick={() => void ask()}
          >
            {t('revoke')}
          </Button>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
