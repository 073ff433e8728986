import { Badge } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { reading } from '#web/api/hooks.ts';
import { useDoubtfulReplies } from '#web/features/reviews/doubtful-replies.ts';
import { reviewsWords } from '#web/features/reviews/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';

const LOOK_AGAIN_MS = 60_000;

/** How many messages wait for a decision, sent and received ones, beside the page's name in the navigation. */
export function ReviewBadge() {
  const { t } = useWords(reviewsWords);
  const format = useFormat();
  const { data } = useQuery({ ...reading('listReviews'), refetchInterval: LOOK_AGAIN_MS });
  const doubts = useDoubtfulReplies();
  const count = (data?.items.length ?? 0) + doubts.length;
  if (count === 0) return null;
  return (
    <Badge size="sm" color="red.8" circle={count < 10} ml="auto" aria-label={t('waiting', { count })}>
      {format.number(count)}
    </Badge>
  );
}
