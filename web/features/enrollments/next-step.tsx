// What comes next, when and why; where a person must decide first, the decision.
import { Stack, Text } from '@mantine/core';
import { wordOf } from '#contract/history-words.ts';
import { useRead } from '#web/api/hooks.ts';
import { useFollowUpNames } from '#web/features/cadences/follow-up-names.ts';
import { type Held, HeldNote } from '#web/features/enrollments/held-note.tsx';
import type { Enrollment } from '#web/features/enrollments/story.ts';
import { enrollmentsWords } from '#web/features/enrollments/words.ts';
import { ReviewCard } from '#web/features/reviews/review-card.tsx';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { useNow } from '#web/ui/when.tsx';

export function NextStep({ enrollment }: { readonly enrollment: Enrollment }) {
  const { t } = useWords(enrollmentsWords);
  const { status, reason, needsReview } = enrollment;
  if (status !== 'active') return <Text>{reason === null ? t('over') : t('overWhy', { reason: reason.words })}</Text>;
  return (
    <Stack gap="sm">
      {needsReview ? <Review enrollment={enrollment.id} /> : null}
      <Next enrollment={enrollment} />
    </Stack>
  );
}

function Next({ enrollment }: { readonly enrollment: Enrollment }) {
  const { next, held, wakeAt } = enrollment;
  const isHandedOver = held !== null && held.followUp !== next?.followUp;
  if (isHandedOver) return <Handed enrollment={enrollment} held={held} />;
  return next === null ? <Waits wakeAt={wakeAt} /> : <Due enrollment={enrollment} next={next} />;
}

/** Due and decided; only a limit or the contact budget keeps it back. */
function Handed({ enrollment, held }: { readonly enrollment: Enrollment; readonly held: Held }) {
  const { t } = useWords(enrollmentsWords);
  const title = useFollowUpNames(enrollment.cadence.id)(held.followUp);
  return (
    <>
      <Text fw={500}>{t('heldOf', { title })}</Text>
      <Text c="dimmed" size="sm">
        <HeldNote held={held} />
      </Text>
    </>
  );
}

type DueProps = { readonly enrollment: Enrollment; readonly next: NonNullable<Enrollment['next']> };

function Due({ enrollment, next }: DueProps) {
  const { t, language } = useWords(enrollmentsWords);
  const format = useFormat();
  const now = useNow();
  const title = useFollowUpNames(enrollment.cadence.id)(next.followUp);
  const cause = enrollment.followUps.find(({ followUp }) => followUp === next.followUp)?.cause ?? null;
  return (
    <>
      <Text fw={500}>
        {Date.parse(next.at) <= now ? t('nextNow', { title }) : t('nextAt', { title, when: format.dateTime(next.at) })}
      </Text>
      <Text c="dimmed" size="sm">
        {cause === null ? t('firstFollowUp') : t('because', { cause: wordOf(cause, language) })}
      </Text>
      {enrollment.held === null ? null : (
        <Text c="dimmed" size="sm">
          <HeldNote held={enrollment.held} />
        </Text>
      )}
    </>
  );
}

function Waits({ wakeAt }: Pick<Enrollment, 'wakeAt'>) {
  const { t } = useWords(enrollmentsWords);
  const format = useFormat();
  return (
    <>
      <Text fw={500}>{t('waits')}</Text>
      {wakeAt === null ? null : (
        <Text c="dimmed" size="sm">
          {t('looksAgain', { when: format.dateTime(wakeAt) })}
        </Text>
      )}
    </>
  );
}

/** Nothing goes on with such a message before a person decides. */
function Review({ enrollment }: { readonly enrollment: string }) {
  const { data } = useRead('listReviews');
  const own = (data?.items ?? []).filter((review) => review.enrollment === enrollment);
  return own.map((review) => <ReviewCard key={review.number} review={review} />);
}
