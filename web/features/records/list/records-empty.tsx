import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { WaysIn } from '#web/features/records/list/records-actions.tsx';
import { recordsWords } from '#web/features/records/list/records-words.ts';
import { type Module, namesOf } from '#web/features/records/module.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { Empty } from '#web/ui/states.tsx';

type RecordsEmptyProps = {
  readonly module: Module;
  /** By a view, a filter or a search. */
  readonly isNarrowed: boolean;
};

export function RecordsEmpty({ module, isNarrowed }: RecordsEmptyProps) {
  const { t, language } = useWords(recordsWords);
  const names = namesOf(module, language);
  if (!isNarrowed)
    return <Empty title={t('emptyTitle', names)} text={t('emptyText')} action={<WaysIn module={module} />} />;
  return (
    <Empty
      title={t('noneMatch')}
      text={t('noneMatchText')}
      action={
        <Button
          variant="default"
          renderRoot={(props) => <Link to={paths.records} params={{ module: module.key }} {...props} />}
        >
          {t('showAll', names)}
        </Button>
      }
    />
  );
}
