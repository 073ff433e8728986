// Publishing at the head of a cadence's page: the button with its reason, and what else can be done with the cadence.
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { CadenceFile } from '#core/cadence/file.ts';
import type { Cadence } from '#web/features/cadences/builder/use-saving.ts';
import type { ToldProblem } from '#web/features/cadences/builder/use-problems.ts';
import { CadenceMenu } from '#web/features/cadences/publishing/cadence-menu.tsx';
import { useCadenceRoom } from '#web/features/cadences/limits.ts';
import { publishingWords } from '#web/features/cadences/publishing/words.ts';
import { useNames } from '#web/features/records/modules.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { may, useMe } from '#web/session/me.ts';
import { lazily } from '#web/ui/on-demand.tsx';
import { toastWithStep } from '#web/ui/toast.tsx';
import { WhyButton } from '#web/ui/why-button.tsx';

const PublishDialog = lazily(
  async () => (await import('#web/features/cadences/publishing/publish-dialog.tsx')).PublishDialog,
);

export type PublishBarProps = {
  /** As last saved. */
  readonly cadence: Cadence;
  /** As it stands on the screen. */
  readonly draft: CadenceFile;
  /** Not all of it is saved yet. */
  readonly isDirty: boolean;
  /** Saves now what isn't yet; null: it couldn't be saved, and that was told. */
  readonly save: () => Promise<Cadence | null>;
  /** Of the draft, just now. */
  readonly problems: readonly ToldProblem[];
  readonly onShowProblems: () => void;
  readonly onPublished: (cadence: Cadence) => void;
};

export function PublishBar({ cadence, draft, isDirty, save, problems, onShowProblems, onPublished }: PublishBarProps) {
  const { t } = useWords(publishingWords);
  const navigate = useNavigate();
  const names = useNames(cadence.module);
  const mayWrite = may(useMe(), 'cadences.write');
  const { whyNoActiveMore } = useCadenceRoom(cadence.module);
  const [saved, setSaved] = useState<Cadence | null>(null);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const isUnchanged = cadence.draft === null && !isDirty;
  const why = (): string | null => {
    if (!mayWrite) return t('whyNotAllowed');
    if (isUnchanged) return t('whyUnchanged', { version: cadence.version ?? 0 });
    if (errors > 0) return t('whyProblems', { count: errors });
    return cadence.status === 'active' || cadence.status === 'invalid' ? null : whyNoActiveMore;
  };
  const published = (now: Cadence) => {
    setSaved(null);
    onPublished(now);
    const message = t('published', { name: now.name, version: now.version ?? 1 });
    const toRecords = {
      label: t('toRecords', names),
      take: () => void navigate({ to: paths.records, params: { module: now.module } }),
    };
    const toReport = {
      label: t('toReport'),
      take: () => void navigate({ to: paths.cadenceReport, params: { cadenceId: now.id } }),
    };
    toastWithStep(message, now.audience.takesManual ? toRecords : toReport);
  };
  return (
    <>
      <WhyButton
        why={why()}
        onClick={() => void save().then(setSaved)}
        {...(errors > 0 ? { onRefused: onShowProblems } : {})}
      >
        {t(cadence.version === null ? 'publish' : 'publishChanges')}
      </WhyButton>
      <CadenceMenu cadence={cadence} onChanged={onPublished} />
      {saved === null ? null : (
        <PublishDialog
          cadence={saved}
          draft={draft}
          onClose={() => setSaved(null)}
          onPublished={published}
          onShowProblems={() => {
            setSaved(null);
            onShowProblems();
          }}
        />
      )}
    </>
  );
}
