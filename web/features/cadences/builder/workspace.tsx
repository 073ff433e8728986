// The tree of follow-ups, drawn or as a nested list. The drawing is fetched when it is first wanted.
import { SegmentedControl } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { Suspense } from 'react';
import classes from '#web/features/cadences/builder/builder.module.css';
import { OutlineView } from '#web/features/cadences/builder/outline-view.tsx';
import { builderWords } from '#web/features/cadences/builder/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { lazily } from '#web/ui/on-demand.tsx';
import { Waiting } from '#web/ui/states.tsx';

const Canvas = lazily(async () => (await import('#web/features/cadences/builder/canvas/canvas.tsx')).Canvas);

export function Workspace() {
  const { t } = useWords(builderWords);
  const [view, setView] = useLocalStorage({
    key: 'cadenza.builder.view',
    defaultValue: 'canvas',
    getInitialValueInEffect: false,
  });
  return (
    <section className={classes['workspace']} aria-label={t('followUps')}>
      <SegmentedControl
        className={classes['switch'] ?? ''}
        size="xs"
        aria-label={t('view')}
        value={view}
        onChange={setView}
        data={[
          { value: 'canvas', label: t('canvas') },
          { value: 'outline', label: t('outline') },
        ]}
      />
      {view === 'outline' ? (
        <OutlineView />
      ) : (
        <Suspense fallback={<Waiting />}>
          <Canvas />
        </Suspense>
      )}
    </section>
  );
}
