import { Button, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct, useRead } from '#web/api/hooks.ts';
import type { ApiProblem } from '#contract/client/problem.ts';
import { isProblem } from '#contract/client/problem.ts';
import { AudienceFields } from '#web/features/cadences/audience-fields.tsx';
import { fileOf } from '#web/features/cadences/builder/use-draft.ts';
import type { Cadence } from '#web/features/cadences/builder/use-saving.ts';
import { publishingWords } from '#web/features/cadences/publishing/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { Dialog, DialogButtons } from '#web/ui/dialog.tsx';
import { Loaded } from '#web/ui/states.tsx';
import { toastProblem } from '#web/ui/toast.tsx';

type DuplicateDialogProps = {
  /** Its id. */
  readonly cadence: string;
  readonly onClose: () => void;
};

/** A copy within the module: a draft without enrollments (C-63). */
export function DuplicateDialog({ cadence, onClose }: DuplicateDialogProps) {
  const { t } = useWords(publishingWords);
  const read = useRead('getCadence', { params: { id: cadence } });
  return (
    <Dialog onClose={onClose} title={t('duplicateTitle', { name: read.data?.name ?? '' })}>
      <Loaded of={read}>{(found) => <Copying cadence={found} onClose={onClose} />}</Loaded>
    </Dialog>
  );
}

function Copying({ cadence, onClose }: { readonly cadence: Cadence; readonly onClose: () => void }) {
  const { t } = useWords(publishingWords);
  const navigate = useNavigate();
  const file = fileOf(cadence);
  const [name, setName] = useState(t('copyOf', { name: cadence.name }));
  const [description, setDescription] = useState(file.description ?? '');
  const [audience, setAudience] = useState(file.audience);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const create = useAct('createCadence', {
    refreshes: ['listCadences', 'getCadenceLimits'],
    onDone: ({ id }) => {
      onClose();
      void navigate({ to: paths.cadence, params: { cadenceId: id } });
    },
    onProblem: (refused) => {
      if (isProblem(refused, 'name_taken')) setProblem(refused);
      else toastProblem(refused);
    },
  });
  const copy = () => {
    const { description: _, ...rest } = file;
    const about = description.trim();
    create.mutate({
      body: { ...rest, audience, name: name.trim(), ...(about === '' ? {} : { description: about }) },
    });
  };
  const missing = name.trim() === '' ? t('nameMissing') : null;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (missing === null) copy();
      }}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('duplicateText')}
        </Text>
        <TextInput
          data-autofocus
          label={t('duplicateName')}
          required
          maxLength={120}
          error={missing ?? problem?.message}
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setProblem(null);
          }}
        />
        <Textarea
          label={t('duplicateDescription')}
          autosize
          minRows={2}
          maxLength={2_000}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        <AudienceFields module={file.module} value={audience} onChange={setAudience} />
        <DialogButtons onCancel={onClose}>
          <Button type="submit" loading={create.isPending}>
            {t('duplicateYes')}
          </Button>
        </DialogButtons>
      </Stack>
    </form>
  );
}
