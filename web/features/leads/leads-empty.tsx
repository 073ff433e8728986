import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Answer } from '#web/api/call.ts';
import { LeadsActions } from '#web/features/leads/leads-actions.tsx';
import { leadsWords } from '#web/features/leads/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { Empty } from '#web/ui/states.tsx';

type LeadsEmptyProps = {
  readonly module: Answer<'getModule'>;
  /** By a view, a filter or a search. */
  readonly isNarrowed: boolean;
};

export function LeadsEmpty({ module, isNarrowed }: LeadsEmptyProps) {
  const { t } = useWords(leadsWords);
  if (!isNarrowed)
    return <Empty title={t('emptyTitle')} text={t('emptyText')} action={<LeadsActions module={module} />} />;
  return (
    <Empty
      title={t('noneMatch')}
      text={t('noneMatchText')}
      action={
        <Button variant="default" renderRoot={(props) => <Link to={paths.leads} {...props} />}>
          {t('showAll')}
        </Button>
      }
    />
  );
}
