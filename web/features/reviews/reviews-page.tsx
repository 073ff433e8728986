// Messages of unknown fate, and a person's verdict on each (C-33).
import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { reading } from '#web/api/hooks.ts';
import { OpenDoubts } from '#web/features/reviews/open-doubts.tsx';
import { type Review, ReviewCard } from '#web/features/reviews/review-card.tsx';
import { reviewsWords } from '#web/features/reviews/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { Page } from '#web/ui/page.tsx';
import { Empty, Loaded } from '#web/ui/states.tsx';

const LOOK_AGAIN_MS = 15_000;

export function ReviewsPage() {
  const { t } = useWords(reviewsWords);
  const reviews = useQuery({ ...reading('listReviews'), refetchInterval: LOOK_AGAIN_MS });
  // What is to be sent again stays unconfirmed until the worker takes it up.
  const [decided, setDecided] = useState<readonly string[]>([]);
  return (
    <Page title={t('title')}>
      <Loaded of={reviews}>
        {({ items }) => {
          const open = items.filter((review) => !decided.includes(keyOf(review)));
          return open.length === 0 ? (
            <Empty title={t('emptyTitle')} text={t('emptyText')} />
          ) : (
            <Stack maw="46rem">
              <Text>{t('explain')}</Text>
              {open.map((review) => (
                <ReviewCard
                  key={keyOf(review)}
                  review={review}
                  onDecided={() => setDecided([...decided, keyOf(review)])}
                />
              ))}
            </Stack>
          );
        }}
      </Loaded>
      <OpenDoubts />
    </Page>
  );
}

/** A message sent again and lost again is another one. */
function keyOf({ enrollment, number, attemptedAt }: Review): string {
  return `${enrollment} ${number} ${attemptedAt}`;
}
