import { Button, Stack, Text } from '@mantine/core';
import { useAct, useRead } from '#web/api/hooks.ts';
import { AdministratorFrame } from '#web/features/settings/administrator-frame.tsx';
import { SingleSignOnForm } from '#web/features/settings/single-sign-on/single-sign-on-form.tsx';
import { singleSignOnWords } from '#web/features/settings/single-sign-on/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { confirm } from '#web/ui/confirm.ts';
import { AddressToCopy } from '#web/ui/copy-text.tsx';
import { Loaded } from '#web/ui/states.tsx';
import { toastDone } from '#web/ui/toast.tsx';

export function SingleSignOnSettingsPage() {
  const { t } = useWords(singleSignOnWords);
  return (
    <AdministratorFrame part="singleSignOn">
      <Stack maw="40rem" gap="xl">
        <Text size="sm" c="dimmed">
          {t('text')}
        </Text>
        <Loaded of={useRead('getSingleSignOn')}>
          {({ settings, redirectUri }) => (
            <>
              <AddressToCopy label={t('callback')} hint={t('callbackHint')} address={redirectUri} />
              <SingleSignOnForm key={JSON.stringify(settings)} settings={settings} />
              {settings === null ? null : <Remove />}
            </>
          )}
        </Loaded>
      </Stack>
    </AdministratorFrame>
  );
}

function Remove() {
  const { t } = useWords(singleSignOnWords);
  const remove = useAct('deleteSingleSignOn', {
    refreshes: ['getSingleSignOn'],
    onDone: () => toastDone(t('removed')),
  });
  const ask = async () => {
    const asked = { title: t('removeTitle'), text: t('removeText'), yes: t('remove') };
    if (await confirm({ ...asked, kind: 'destructive' })) remove.mutate({});
  };
  return (
    <Button variant="default" w="fit-content" loading={remove.isPending} onClick={() => void ask()}>
      {t('remove')}
    </Button>
  );
}
