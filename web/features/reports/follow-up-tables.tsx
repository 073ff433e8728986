// The figures of each follow-up, a table per channel: what answers it can have differs.
import { Text } from '@mantine/core';
import { wordOf } from '#contract/history-words.ts';
import { type Channel, channels, isMessage, responsesOf } from '#core/cadence/response.ts';
import { capital, useResponseWords } from '#web/features/cadences/response-words.ts';
import { useReportNames } from '#web/features/reports/report-names.ts';
import { Figure, Rate } from '#web/features/reports/figure.tsx';
import classes from '#web/features/reports/report-page.module.css';
import type { Figure as FigureName, RoundsFilter } from '#web/features/reports/report-search.ts';
import type { FollowUpFigures, Report } from '#web/features/reports/stages.ts';
import { reportsWords } from '#web/features/reports/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import sheet from '#web/ui/sheet.module.css';

const titles = {
  email: 'emailFollowUps',
  whatsapp: 'whatsappFollowUps',
  task: 'taskFollowUps',
  call: 'callFollowUps',
} as const;

export function FollowUpTables({ report }: { readonly report: Report }) {
  const { t } = useWords(reportsWords);
  const nameOf = useReportNames(report);
  const shown = channels.filter((channel) => report.followUps.some((one) => one.channel === channel));
  return (
    <>
      {shown.map((channel) => (
        <section key={channel} aria-labelledby={channel}>
          <h2 id={channel}>{t(titles[channel])}</h2>
          <ChannelTable
            channel={channel}
            followUps={report.followUps.filter((one) => one.channel === channel)}
            nameOf={nameOf}
          />
        </section>
      ))}
      <Text size="xs" c="dimmed">
        {t('rateText')}
      </Text>
    </>
  );
}

type ChannelTableProps = {
  readonly channel: Channel;
  readonly followUps: readonly FollowUpFigures[];
  readonly nameOf: (followUp: string) => string;
};

function ChannelTable({ channel, followUps, nameOf }: ChannelTableProps) {
  const { t } = useWords(reportsWords);
  const words = useResponseWords();
  // That it was sent is what "carried out" says of an email.
  const responses = responsesOf(channel).filter((response) => response !== 'sent');
  return (
    <div className={sheet['wide']} tabIndex={0} role="group" aria-labelledby={channel}>
      <table className={sheet['table']} aria-labelledby={channel}>
        <thead>
          <tr>
            <th>{t('followUp')}</th>
            <th data-number>{t('reached')}</th>
            <th data-number>{t(isMessage(channel) ? 'emailExecuted' : 'activityExecuted')}</th>
            {responses.map((response) => (
              <th key={response} data-number>
                {capital(words.response(response))}
              </th>
            ))}
            <th>{t('notDone')}</th>
            {channel === 'task' ? null : <th>{t('details')}</th>}
          </tr>
        </thead>
        <tbody>
          {followUps.map((figures) => (
            <FollowUpRow
              key={figures.followUp}
              name={nameOf(figures.followUp)}
              channel={channel}
              figures={figures}
              responses={responses}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type FollowUpRowProps = {
  readonly name: string;
  readonly channel: Channel;
  readonly figures: FollowUpFigures;
  readonly responses: ReturnType<typeof responsesOf>;
};

function FollowUpRow({ name, channel, figures, responses }: FollowUpRowProps) {
  const { t } = useWords(reportsWords);
  const words = useResponseWords();
  const { followUp, reached, executed } = figures;
  const said = (what: string) => t('ofFollowUp', { followUp: name, what });
  return (
    <tr>
      <th scope="row">{name}</th>
      <td data-number>
        <Figure count={reached} filter={{ followUp, figure: 'reached' }} what={said(t('reached'))} />
      </td>
      <td data-number>
        <Figure
          count={executed}
          filter={{ followUp, figure: 'executed' }}
          what={said(t(isMessage(channel) ? 'emailExecuted' : 'activityExecuted'))}
        />
      </td>
      {responses.map((response) => {
        const { unique, total } = figures.responses[response] ?? NONE;
        const what = said(capital(words.response(response)));
        const filter = { followUp, figure: 'responded', response } as const;
        return (
          <td key={response} data-number>
            <Figure count={unique} filter={filter} what={what} /> <Rate of={executed} count={unique} />
            <Total total={total} filter={filter} what={what} />
          </td>
        );
      })}
      <td>
        <NotDone figures={figures} said={said} />
      </td>
      {channel === 'task' ? null : (
        <td>
          <Details figures={figures} said={said} />
        </td>
      )}
    </tr>
  );
}

const NONE = { unique: 0, total: 0 };

type TotalProps = { readonly total: number; readonly filter: RoundsFilter; readonly what: string };

/** How often it happened in all. */
function Total({ total, filter, what }: TotalProps) {
  const { t } = useWords(reportsWords);
  const format = useFormat();
  if (total === 0) return null;
  const text = t('inAll', { count: total, number: format.number(total) });
  return (
    <small>
      <Figure count={total} filter={filter} what={what} text={text} />
    </small>
  );
}

type ListProps = { readonly figures: FollowUpFigures; readonly said: (what: string) => string };

function NotDone({ figures, said }: ListProps) {
  const { t } = useWords(reportsWords);
  const { followUp, suppressed, cancelled, failed, needsReview } = figures;
  const counts: readonly (readonly [FigureName & ('suppressed' | 'cancelled' | 'failed' | 'needs_review'), number])[] =
    [
      ['suppressed', suppressed],
      ['cancelled', cancelled],
      ['failed', failed],
      ['needs_review', needsReview],
    ];
  return (
    <ul className={classes['parts']}>
      {counts
        .filter(([, count]) => count > 0)
        .map(([figure, count]) => (
          <li key={figure}>
            {t(figure)} <Figure count={count} filter={{ followUp, figure }} what={said(t(figure))} />
          </li>
        ))}
    </ul>
  );
}

/** Clicks by link, calls by result. */
function Details({ figures: { followUp, responses }, said }: ListProps) {
  const { language } = useWords(reportsWords);
  const parts = Object.entries(responses).filter(([response]) => response.includes(':'));
  return (
    <ul className={classes['parts']}>
      {parts.map(([response, { unique, total }]) => {
        const what = wordOf(response, language);
        const filter = { followUp, figure: 'responded', response } as const;
        return (
          <li key={response}>
            {what} <Figure count={unique} filter={filter} what={said(what)} />{' '}
            <Total total={total} filter={filter} what={said(what)} />
          </li>
        );
      })}
    </ul>
  );
}
