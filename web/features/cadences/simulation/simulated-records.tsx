import { Button, Text } from '@mantine/core';
import { usePages, type Item } from '#web/api/hooks.ts';
import { simulationWords } from '#web/features/cadences/simulation/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import sheet from '#web/ui/sheet.module.css';

type Simulated = Item<'listSimulatedRecords'>;

/** Record by record, in the order in which they are taken in. */
export function SimulatedRecords({ id }: { readonly id: string }) {
  const { t } = useWords(simulationWords);
  const records = usePages('listSimulatedRecords', { params: { id }, query: { limit: 50 } });
  return (
    <>
      <table className={sheet['table']}>
        <tbody>
          {records.items.map((one, place) => (
            <Row key={one.record?.id ?? place} one={one} />
          ))}
        </tbody>
      </table>
      {records.hasMore ? (
        <Button size="xs" variant="default" mt="sm" loading={records.isLoadingMore} onClick={() => records.loadMore()}>
          {t('more')}
        </Button>
      ) : null}
    </>
  );
}

function Row({ one }: { readonly one: Simulated }) {
  const { t } = useWords(simulationWords);
  const { dateTime } = useFormat();
  return (
    <tr>
      <th scope="row">{one.record?.name ?? t('gone')}</th>
      <td>
        {one.steps.map((step, place) => (
          <Text key={place} size="sm">
            {dateTime(step.at)} · {step.sentence}
          </Text>
        ))}
      </td>
      <td>{one.sentence}</td>
    </tr>
  );
}
