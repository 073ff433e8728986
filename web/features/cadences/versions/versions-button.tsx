// At the head of a cadence's page: which version runs, and the way to all of them.
import { Anchor } from '@mantine/core';
import { useState } from 'react';
import { versionsWords } from '#web/features/cadences/versions/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { lazily } from '#web/ui/on-demand.tsx';

const VersionsDrawer = lazily(
  async () => (await import('#web/features/cadences/versions/versions-drawer.tsx')).VersionsDrawer,
);

type VersionsButtonProps = {
  readonly cadence: { readonly id: string; readonly name: string };
  /** That runs; null: it was never published. */
  readonly version: number | null;
  /** Left out: that version. */
  readonly text?: string;
};

export function VersionsButton({ cadence, version, text }: VersionsButtonProps) {
  const { t } = useWords(versionsWords);
  const [isOpen, setOpen] = useState(false);
  if (version === null) return null;
  return (
    <>
      <Anchor
        component="button"
        size="xs"
        c="dimmed"
        style={{ whiteSpace: 'nowrap' }}
        {...(text === undefined ? { 'aria-label': t('open', { version }) } : {})}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {text ?? t('version', { version })}
      </Anchor>
      {isOpen ? <VersionsDrawer cadence={cadence} latest={version} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
