import { Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { reading } from '#web/api/hooks.ts';
import { DoubtCard } from '#web/features/reviews/doubt-card.tsx';
import { doubtWords } from '#web/features/reviews/doubt-words.ts';
import { useWords } from '#web/i18n/words.ts';

const LOOK_AGAIN_MS = 60_000;

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

export function useDoubtfulReplies() {
  const { data } = useQuery({ ...reading('listDoubtfulReplies'), refetchInterval: LOOK_AGAIN_MS });
  return data?.items ?? [];
}
