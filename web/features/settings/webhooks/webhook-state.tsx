import { Alert } from '@mantine/core';
import type { Answer } from '#web/api/call.ts';
import { webhookWords } from '#web/features/settings/webhooks/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { Tone } from '#web/ui/tone.tsx';

export type Webhook = Answer<'listWebhooks'>['items'][number];
type WithWebhook = { readonly webhook: Webhook };

const reasons = {
  failing: { short: 'offFailing', why: 'whyFailing' },
  gone: { short: 'offGone', why: 'whyGone' },
} as const;

export function WebhookState({ webhook: { active, disabledBecause } }: WithWebhook) {
  const { t } = useWords(webhookWords);
  if (active) return <Tone color="green">{t('on')}</Tone>;
  if (disabledBecause === null) return <Tone color="gray">{t('off')}</Tone>;
  return <Tone color="red">{t(reasons[disabledBecause].short)}</Tone>;
}

/** Why it tells nothing although somebody wants it to. */
export function WebhookProblem({ webhook: { active, disabledBecause, createdBy } }: WithWebhook) {
  const { t } = useWords(webhookWords);
  if (!active && disabledBecause !== null) {
    return (
      <Alert color="red" title={t(reasons[disabledBecause].why)}>
        {t('whyNext')}
      </Alert>
    );
  }
  return createdBy.active ? null : <Alert color="yellow">{t('makerInactive', { name: createdBy.name })}</Alert>;
}
