// What publishing would do, before it is done (C-55): what changes, what becomes of who is in it, who is taken in.
import { Alert, Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CadenceFile } from '#core/cadence/file.ts';
import type { Answer } from '#web/api/call.ts';
import { reading, useAct } from '#web/api/hooks.ts';
import type { Cadence } from '#web/features/cadences/builder/use-saving.ts';
import { DifferenceList } from '#web/features/cadences/publishing/difference-list.tsx';
import { EnrolledChoice } from '#web/features/cadences/publishing/enrolled-choice.tsx';
import { type Existing, ExistingChoice } from '#web/features/cadences/publishing/existing-choice.tsx';
import { publishingWords } from '#web/features/cadences/publishing/words.ts';
import { useNames } from '#web/features/records/modules.ts';
import { useWords } from '#web/i18n/words.ts';
import { Dialog, DialogButtons } from '#web/ui/dialog.tsx';
import { Loaded } from '#web/ui/states.tsx';
import { toastProblem } from '#web/ui/toast.tsx';

type PublishDialogProps = {
  /** With the draft that is published. */
  readonly cadence: Cadence;
  readonly draft: CadenceFile;
  readonly onClose: () => void;
  readonly onPublished: (cadence: Cadence) => void;
  readonly onShowProblems: () => void;
};

export function PublishDialog({ cadence, onClose, ...props }: PublishDialogProps) {
  const { t } = useWords(publishingWords);
  const { id, name, version } = cadence;
  // Each look is a new one: rounds go on while nobody watches.
  const preview = useQuery({ ...reading('previewPublication', { params: { id } }), staleTime: 0, gcTime: 0 });
  const title = version === null ? t('titleFirst', { name }) : t('titleAgain', { name, version: version + 1 });
  return (
    <Dialog onClose={onClose} title={title} size="lg">
      <Loaded of={preview}>
        {(found) => <Publishing preview={found} cadence={cadence} onClose={onClose} {...props} />}
      </Loaded>
    </Dialog>
  );
}

function Publishing({
  preview,
  cadence,
  draft,
  onClose,
  onPublished,
  onShowProblems,
}: PublishDialogProps & { readonly preview: Answer<'previewPublication'> }) {
  const { t } = useWords(publishingWords);
  const [enrolled, setEnrolled] = useState<'move' | 'pin'>('move');
  const [existing, setExisting] = useState<Existing>(cadence.published === null ? 'take_in' : 'leave');
  const publish = useAct('publishCadence', {
    refreshes: ['listCadences', 'listTemplates', 'getCadence', 'getCadenceLimits', 'listCadenceVersions'],
    onDone: onPublished,
    onProblem: (problem) => {
      toastProblem(problem);
      if (problem.code === 'cadence_has_problems') onShowProblems();
      else onClose();
    },
  });
  const warnings = preview.problems.filter(({ severity }) => severity === 'warning');
  const names = useNames(cadence.module);
  const isTaking = preview.inView !== null && preview.inView.count > 0 && existing === 'take_in';
  return (
    <Stack gap="md">
      {cadence.published === null ? (
        <Text>{draft.audience === 'manual' ? t('textFirstManual', names) : t('textFirst')}</Text>
      ) : (
        <DifferenceList draft={draft} published={cadence.published} />
      )}
      {cadence.status === 'disabled' ? <Alert color="yellow">{t('textDisabled')}</Alert> : null}
      <EnrolledChoice preview={preview} cadence={cadence} value={enrolled} onChange={setEnrolled} />
      <ExistingChoice file={draft} inView={preview.inView} value={existing} onChange={setExisting} />
      {warnings.length === 0 ? null : (
        <Alert color="yellow" title={t('hints')}>
          {warnings.map(({ path, message }) => (
            <Text key={path + message} size="sm">
              {message}
            </Text>
          ))}
        </Alert>
      )}
      <DialogButtons onCancel={onClose}>
        <Button
          data-autofocus
          loading={publish.isPending}
          onClick={() =>
            publish.mutate({
              params: { id: cadence.id },
              body: { existing: isTaking ? 'take_in' : 'leave', enrolled, revision: cadence.revision },
            })
          }
        >
          {t(isTaking ? 'yesTakeIn' : 'yes')}
        </Button>
      </DialogButtons>
    </Stack>
  );
}
