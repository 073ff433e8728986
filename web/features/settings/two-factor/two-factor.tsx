// One's own second factor, in the profile.
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '#web/api/call.ts';
import { useRead } from '#web/api/hooks.ts';
import { NewRecoveryCodes } from '#web/features/settings/two-factor/new-recovery-codes.tsx';
import { SetUp } from '#web/features/settings/two-factor/set-up.tsx';
import { SwitchOff } from '#web/features/settings/two-factor/switch-off.tsx';
import { twoFactorWords } from '#web/features/settings/two-factor/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Loaded } from '#web/ui/states.tsx';
import { toastDone } from '#web/ui/toast.tsx';
import { Tone } from '#web/ui/tone.tsx';
import { WhyButton } from '#web/ui/why-button.tsx';

type Opened = 'set_up' | 'renew' | 'switch_off';

export function TwoFactor() {
  const { t } = useWords(twoFactorWords);
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  return (
    <Stack gap="sm">
      <Title order={2}>{t('title')}</Title>
      <Text size="sm" c="dimmed">
        {t('text')}
      </Text>
      <Loaded of={useRead('getTwoFactor')}>{(state) => <State state={state} onOpen={setOpened} />}</Loaded>
      {opened === 'set_up' ? <SetUpDialog onClose={close} /> : null}
      {opened === 'renew' ? <NewRecoveryCodes onClose={close} /> : null}
      {opened === 'switch_off' ? <SwitchOff onClose={close} /> : null}
    </Stack>
  );
}

type StateProps = { readonly state: Answer<'getTwoFactor'>; readonly onOpen: (wanted: Opened) => void };

function State({ state: { on, since, recoveryCodesLeft, required }, onOpen }: StateProps) {
  const { t } = useWords(twoFactorWords);
  const format = useFormat();
  if (!on) {
    return (
      <>
        <Tone color="gray">{t('off')}</Tone>
        <Button w="fit-content" onClick={() => onOpen('set_up')}>
          {t('switchOn')}
        </Button>
      </>
    );
  }
  return (
    <>
      <Group gap="md">
        <Tone color="green">{t('on', { when: since === null ? '' : format.date(since) })}</Tone>
        <Text size="sm" c="dimmed">
          {t('codesLeft', { count: recoveryCodesLeft })}
        </Text>
      </Group>
      <Group>
        <Button variant="default" onClick={() => onOpen('renew')}>
          {t('newCodes')}
        </Button>
        <WhyButton variant="default" why={required ? t('required') : null} onClick={() => onOpen('switch_off')}>
          {t('switchOff')}
        </WhyButton>
      </Group>
    </>
  );
}

function SetUpDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords(twoFactorWords);
  const { t: general } = useWords(generalWords);
  const leave = (
    <Button variant="default" onClick={onClose}>
      {general('cancel')}
    </Button>
  );
  const done = () => {
    onClose();
    toastDone(t('switchedOn'));
  };
  return (
    <Dialog title={t('title')} onClose={onClose} isKept>
      <SetUp leave={leave} onDone={done} />
    </Dialog>
  );
}
