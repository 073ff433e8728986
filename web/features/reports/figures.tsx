import { Text } from '@mantine/core';
import type { Answer } from '#web/api/call.ts';
import { Endings } from '#web/features/reports/endings.tsx';
import { FollowUpTables } from '#web/features/reports/follow-up-tables.tsx';
import { Funnel } from '#web/features/reports/funnel.tsx';
import type { Report } from '#web/features/reports/stages.ts';
import { StandingTiles } from '#web/features/reports/standing-tiles.tsx';
import { reportsWords } from '#web/features/reports/words.ts';
import { useWords } from '#web/i18n/words.ts';
import sheet from '#web/ui/sheet.module.css';

type FiguresProps = { readonly report: Report; readonly published: Answer<'getCadence'>['published'] };

export function Figures({ report, published }: FiguresProps) {
  const { t } = useWords(reportsWords);
  const hasGoal = published?.unenroll?.some(({ goal }) => goal === true) === true;
  return (
    <div className={sheet['sheet']}>
      <section aria-labelledby="overview">
        <h2 id="overview">{t('overview')}</h2>
        <StandingTiles report={report} hasGoal={hasGoal} />
        <Text size="xs" c="dimmed">
          {t('addsUp')}
        </Text>
      </section>
      <section aria-labelledby="funnel">
        <h2 id="funnel">{t('funnel')}</h2>
        <Funnel report={report} hasGoal={hasGoal} />
      </section>
      <FollowUpTables report={report} />
      <section aria-labelledby="endings">
        <h2 id="endings">{t('endings')}</h2>
        <Endings report={report} />
      </section>
    </div>
  );
}
