import { Stack, Text, Title } from '@mantine/core';
import { DoubtCard } from '#web/features/reviews/doubt-card.tsx';
import { doubtWords } from '#web/features/reviews/doubt-words.ts';
import { useDoubtfulReplies } from '#web/features/reviews/doubtful-replies.ts';
import { useWords } from '#web/i18n/words.ts';

/** Messages that may be replies; nothing where there are none. */
export function OpenDoubts() {
  const { t } = useWords(doubtWords);
  const items = useDoubtfulReplies();
  if (items.length === 0) return null;
  return (
    <Stack maw="46rem" mt="xl">
      <Title order={2} size="h3">
        {t('title')}
      </Title>
      <Text>{t('explain')}</Text>
      {items.map((doubt) => (
        <DoubtCard key={doubt.id} doubt={doubt} />
      ))}
    </Stack>
  );
}
