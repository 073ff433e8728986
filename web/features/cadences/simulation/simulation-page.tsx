// A cadence tried out before it is published (C-90): what would go out, when, to whom.
import { Button, Progress, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { Answer } from '#web/api/call.ts';
import { reading, useAct, useRead } from '#web/api/hooks.ts';
import { SimulationResult } from '#web/features/cadences/simulation/simulation-result.tsx';
import { StartForm } from '#web/features/cadences/simulation/start-form.tsx';
import { simulationWords } from '#web/features/cadences/simulation/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { Page } from '#web/ui/page.tsx';
import sheet from '#web/ui/sheet.module.css';
import { Empty, Loaded } from '#web/ui/states.tsx';

const LOOK_AGAIN_MS = 500;

export function SimulationPage() {
  const { t } = useWords(simulationWords);
  const { cadenceId } = useParams({ from: paths.cadenceSimulation });
  const cadence = useRead('getCadence', { params: { id: cadenceId } });
  const simulations = useRead('listSimulations', { params: { id: cadenceId } });
  const name = cadence.data?.name;
  const latest = simulations.data?.items[0]?.id;
  return (
    <Page
      title={name === undefined ? t('title') : t('titleOf', { cadence: name })}
      crumbs={[{ label: t('cadences'), link: { to: paths.cadences } }]}
      actions={
        <Button variant="default" renderRoot={(props) => <Link to={paths.cadence} params={{ cadenceId }} {...props} />}>
          {t('edit')}
        </Button>
      }
    >
      <div className={sheet['sheet']}>
        <Text size="sm" c="dimmed" maw="60ch">
          {t('intro')}
        </Text>
        <Loaded of={cadence}>{(loaded) => <StartForm cadence={loaded} />}</Loaded>
        <Loaded of={simulations}>
          {() =>
            latest === undefined ? (
              <Empty title={t('neverTitle')} text={t('neverText')} />
            ) : (
              <Latest key={latest} id={latest} />
            )
          }
        </Loaded>
      </div>
    </Page>
  );
}

function isUnderWay({ state }: Pick<Answer<'getSimulation'>, 'state'>): boolean {
  return state === 'waiting' || state === 'running';
}

function Latest({ id }: { readonly id: string }) {
  const { t } = useWords(simulationWords);
  const simulation = useQuery({
    ...reading('getSimulation', { params: { id } }),
    refetchInterval: ({ state }) => (state.data !== undefined && isUnderWay(state.data) ? LOOK_AGAIN_MS : false),
  });
  return (
    <Loaded of={simulation}>
      {(loaded) => {
        if (isUnderWay(loaded)) return <UnderWay id={id} percent={loaded.percent} />;
        if (loaded.result !== null) return <SimulationResult id={id} result={loaded.result} />;
        return <Text role="status">{loaded.message ?? t('cancelled')}</Text>;
      }}
    </Loaded>
  );
}

function UnderWay({ id, percent }: { readonly id: string; readonly percent: number }) {
  const { t } = useWords(simulationWords);
  const cancel = useAct('cancelSimulation', { refreshes: ['getSimulation', 'listSimulations'] });
  return (
    <div role="status">
      <Text size="sm">{t('running', { percent })}</Text>
      <Progress value={percent} my="xs" maw="30rem" aria-label={t('title')} />
      <Button size="xs" variant="default" onClick={() => cancel.mutate({ params: { id } })}>
        {t('stop')}
      </Button>
    </div>
  );
}
