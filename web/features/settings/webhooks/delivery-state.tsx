import { Text } from '@mantine/core';
import type { Item } from '#web/api/hooks.ts';
import { webhookWords } from '#web/features/settings/webhooks/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { Tone } from '#web/ui/tone.tsx';

export type Delivery = Item<'listWebhookDeliveries'>;

const tones = {
  waiting: { color: 'yellow', word: 'waiting' },
  delivered: { color: 'green', word: 'delivered' },
  failed: { color: 'red', word: 'notDelivered' },
} as const;

export function DeliveryState({ delivery: { state, attempts, nextAttemptAt } }: { readonly delivery: Delivery }) {
  const { t } = useWords(webhookWords);
  const format = useFormat();
  const { color, word } = tones[state];
  return (
    <>
      <Tone color={color}>{t(word)}</Tone>
      {nextAttemptAt === null || attempts === 0 ? null : (
        <Text size="xs" c="dimmed">
          {t('nextAttempt', { when: format.dateTime(nextAttemptAt) })}
        </Text>
      )}
    </>
  );
}

type Answered = Pick<Delivery, 'status' | 'failure'>;

/** What the receiver said, or why it said nothing. */
export function useAnswerText(): (answered: Answered) => string {
  const { t } = useWords(webhookWords);
  const { t: general } = useWords(generalWords);
  return ({ status, failure }) => {
    if (status !== null) return t('statusIs', { status: String(status) });
    return failure === null ? general('none') : t(failure);
  };
}
