import { Button, Radio, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useAct } from '#web/api/hooks.ts';
import { toastInvited } from '#web/features/settings/users/toast-invited.ts';
import { userWords } from '#web/features/settings/users/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { Dialog, DialogButtons } from '#web/ui/dialog.tsx';

const roles = ['member', 'administrator'] as const;

export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords(userWords);
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<string>('member');
  const [problem, setProblem] = useState<string | null>(null);
  const invite = useAct('inviteUser', {
    refreshes: ['listInvitations'],
    onDone: (answer) => {
      toastInvited(answer);
      onClose();
    },
    onProblem: ({ message }) => setProblem(message),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setProblem(null);
    invite.mutate({ body: { email, administrator: role === 'administrator' } });
  };
  return (
    <Dialog title={t('invite')} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm" c="dimmed">
            {t('inviteText')}
          </Text>
          <TextInput
            type="email"
            label={t('email')}
            required
            maxLength={320}
            data-autofocus
            value={email}
            error={problem}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Radio.Group label={t('joinsAs')} value={role} onChange={setRole}>
            <Stack gap="xs" mt="xs">
              {roles.map((value) => (
                <Radio key={value} value={value} label={t(value)} description={t(`${value}Hint`)} />
              ))}
            </Stack>
          </Radio.Group>
          <DialogButtons onCancel={onClose}>
            <Button type="submit" disabled={email.trim() === ''} loading={invite.isPending}>
              {t('send')}
            </Button>
          </DialogButtons>
        </Stack>
      </form>
    </Dialog>
  );
}
