import { Button, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useAct } from '#web/api/hooks.ts';
import { CodeInput } from '#web/features/settings/two-factor/code-input.tsx';
import { RecoveryCodes } from '#web/features/settings/two-factor/recovery-codes.tsx';
import { twoFactorWords } from '#web/features/settings/two-factor/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { Dialog, DialogButtons } from '#web/ui/dialog.tsx';

export function NewRecoveryCodes({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords(twoFactorWords);
  const [code, setCode] = useState('');
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const renew = useAct('renewRecoveryCodes', {
    refreshes: ['getTwoFactor'],
    onDone: ({ recoveryCodes }) => setCodes(recoveryCodes),
    onProblem: ({ message }) => setProblem(message),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setProblem(null);
    renew.mutate({ body: { code } });
  };
  return (
    <Dialog title={t('newCodes')} onClose={onClose} isKept={codes !== null}>
      {codes === null ? (
        <form onSubmit={submit}>
          <Stack>
            <Text size="sm" c="dimmed">
              {t('renewText')}
            </Text>
            <CodeInput label={t('renewCode')} kind="any" autoFocus value={code} onChange={setCode} error={problem} />
            <DialogButtons onCancel={onClose}>
              <Button type="submit" disabled={code.trim() === ''} loading={renew.isPending}>
                {t('renew')}
              </Button>
            </DialogButtons>
          </Stack>
        </form>
      ) : (
        <RecoveryCodes codes={codes} onClose={onClose} />
      )}
    </Dialog>
  );
}
