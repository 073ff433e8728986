// Messages that may have gone out: nothing goes on with them before a person decides (C-33). Absent while there are none.
import { Alert, Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useRead } from '#web/api/hooks.ts';
import { homeWords } from '#web/features/home/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';

export function OpenReviews() {
  const { t } = useWords(homeWords);
  const reviews = useRead('listReviews').data?.items ?? [];
  if (reviews.length === 0) return null;
  return (
    <Alert color="red" variant="light" title={t('reviews')}>
      {t('reviewsText')}
      <ul>
        {reviews.map(({ enrollment, number, record, cadence }) => (
          <li key={`${enrollment} ${number}`}>
            <Anchor
              size="sm"
              renderRoot={(props) => <Link to={paths.enrollment} params={{ enrollmentId: enrollment }} {...props} />}
            >
              {t('decide', { record: record?.name ?? t('goneRecord'), cadence: cadence.name })}
            </Anchor>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
