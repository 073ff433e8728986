import { ActionIcon, Tooltip } from '@mantine/core';
import { ArrowsPointingOutIcon, MinusIcon, PlusIcon } from '@heroicons/react/16/solid';
import { type FitViewOptions, Panel, useReactFlow } from '@xyflow/react';
import { builderWords } from '#web/features/cadences/builder/words.ts';
import { useWords } from '#web/i18n/words.ts';

export function CanvasControls({ fitting }: { readonly fitting: FitViewOptions }) {
  const { t } = useWords(builderWords);
  const { zoomIn, zoomOut, fitView } = useReactFlow();
  const controls = [
    { says: t('zoomOut'), icon: MinusIcon, does: zoomOut },
    { says: t('zoomIn'), icon: PlusIcon, does: zoomIn },
    { says: t('fit'), icon: ArrowsPointingOutIcon, does: () => fitView(fitting) },
  ];
  return (
    <Panel position="bottom-left">
      <ActionIcon.Group>
        {controls.map(({ says, icon: Icon, does }) => (
          <Tooltip key={says} label={says}>
            <ActionIcon variant="default" size="md" aria-label={says} onClick={() => void does()}>
              <Icon width={14} aria-hidden />
            </ActionIcon>
          </Tooltip>
        ))}
      </ActionIcon.Group>
    </Panel>
  );
}
