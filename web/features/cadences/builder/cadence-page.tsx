import { useParams, useSearch } from '@tanstack/react-router';
import { useRead } from '#web/api/hooks.ts';
import { BuilderPage } from '#web/features/cadences/builder/builder-page.tsx';
import { VersionPage } from '#web/features/cadences/versions/version-page.tsx';
import { cadencesWords } from '#web/features/cadences/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { Page } from '#web/ui/page.tsx';
import { Loaded } from '#web/ui/states.tsx';

export function CadencePage() {
  const { t } = useWords(cadencesWords);
  const { t: general } = useWords(generalWords);
  const { cadenceId } = useParams({ from: paths.cadence });
  const { version } = useSearch({ from: paths.cadence });
  const cadence = useRead('getCadence', { params: { id: cadenceId } });
  const module = useRead('getModule', { params: { module: cadence.data?.module ?? 'leads' } });
  if (cadence.data?.id === cadenceId && module.data !== undefined) {
    if (version !== undefined) return <VersionPage cadence={cadence.data} module={module.data} version={version} />;
    return <BuilderPage key={cadenceId} cadence={cadence.data} module={module.data} />;
  }
  return (
    <Page title={general('loading')} crumbs={[{ label: t('title'), link: { to: paths.cadences } }]}>
      <Loaded of={cadence}>{() => <Loaded of={module}>{() => null}</Loaded>}</Loaded>
    </Page>
  );
}
