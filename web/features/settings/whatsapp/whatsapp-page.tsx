import { Stack, Text } from '@mantine/core';
import { useRead } from '#web/api/hooks.ts';
import { AdministratorFrame } from '#web/features/settings/administrator-frame.tsx';
import { Templates } from '#web/features/settings/whatsapp/template-table.tsx';
import { WhatsappForm } from '#web/features/settings/whatsapp/whatsapp-form.tsx';
import { WhatsappState } from '#web/features/settings/whatsapp/whatsapp-state.tsx';
import { whatsappWords } from '#web/features/settings/whatsapp/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { Loaded } from '#web/ui/states.tsx';

export function WhatsappPage() {
  const { t } = useWords(whatsappWords);
  return (
    <AdministratorFrame part="whatsapp">
      <Loaded of={useRead('getWhatsapp')}>
        {(state) => (
          <Stack gap="xl">
            <Stack maw="40rem" gap="xl">
              <Text size="sm" c="dimmed">
                {t('text')}
              </Text>
              <WhatsappState state={state} />
              <WhatsappForm key={formKey(state)} state={state} />
            </Stack>
            {state.account === null ? null : <Templates account={state.account} templates={state.templates} />}
          </Stack>
        )}
      </Loaded>
    </AdministratorFrame>
  );
}

/** Saved, the form begins anew. */
function formKey({ account, secrets }: Parameters<typeof WhatsappState>[0]['state']): string {
  const { enabled, phoneNumberId, businessAccountId, synchronisedAt } = account ?? {};
  return JSON.stringify([secrets, enabled, phoneNumberId, businessAccountId, synchronisedAt]);
}
