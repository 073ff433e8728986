// A module made, or called something else.
import { Alert, Button, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useAct } from '#web/api/hooks.ts';
import type { ApiProblem } from '#contract/client/problem.ts';
import type { ListedModule } from '#web/features/records/modules.ts';
import { keyFromName } from '#web/features/settings/modules/field-key.ts';
import { moduleWords } from '#web/features/settings/modules/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { Dialog, DialogButtons } from '#web/ui/dialog.tsx';
import { toastDone } from '#web/ui/toast.tsx';

type ModuleDialogProps = {
  /** Null: a new one. */
  readonly module: ListedModule | null;
  readonly onClose: () => void;
};

export function ModuleDialog({ module, onClose }: ModuleDialogProps) {
  const { t, language } = useWords(moduleWords);
  const title = module === null ? t('newModule') : t('editTitle', { name: module.label[language] });
  return (
    <Dialog onClose={onClose} title={title} isKept>
      <ModuleForm module={module} onClose={onClose} />
    </Dialog>
  );
}

type Draft = {
  readonly labelEn: string;
  readonly labelZh: string;
  readonly singularEn: string;
  /** Null: made from the English name. */
  readonly key: string | null;
};

function draftOf(module: ListedModule | null): Draft {
  if (module === null) return { labelEn: '', labelZh: '', singularEn: '', key: null };
  const { label, singular, key } = module;
  return { labelEn: label.en, labelZh: label.zh, singularEn: singular.en, key };
}

/** Chinese has one name for one and for several. */
const names = ['labelEn', 'singularEn', 'labelZh'] as const;

function ModuleForm({ module, onClose }: ModuleDialogProps) {
  const { t } = useWords(moduleWords);
  const { t: general } = useWords(generalWords);
  const [draft, setDraft] = useState(() => draftOf(module));
  const saving = useSaveModule(module, onClose);
  const key = draft.key ?? keyFromName(draft.labelEn);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.save({ ...draft, key });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <SimpleGrid cols={2} verticalSpacing="sm">
          {names.map((name, index) => (
            <TextInput
              key={name}
              required
              label={t(name)}
              data-autofocus={index === 0 || undefined}
              value={draft[name]}
              error={index === 0 ? saving.problemOf('label') : null}
              onChange={(event) => setDraft({ ...draft, [name]: event.currentTarget.value })}
            />
          ))}
        </SimpleGrid>
        {module === null ? (
          <TextInput
            required
            label={t('key')}
            description={t('keyHint')}
            value={key}
            error={saving.problemOf('key')}
            onChange={(event) => setDraft({ ...draft, key: event.currentTarget.value })}
          />
        ) : null}
        {saving.problemOf('elsewhere') === null ? null : <Alert color="red">{saving.problemOf('elsewhere')}</Alert>}
        <DialogButtons onCancel={onClose}>
          <Button type="submit" loading={saving.isSaving}>
            {module === null ? t('create') : general('save')}
          </Button>
        </DialogButtons>
      </Stack>
    </form>
  );
}

type Place = 'label' | 'key' | 'elsewhere';

function placeOf({ code }: ApiProblem): Place {
  if (code === 'module_label_not_valid') return 'label';
  return code === 'module_key_not_valid' || code === 'module_key_taken' ? 'key' : 'elsewhere';
}

function useSaveModule(module: ListedModule | null, onClose: () => void) {
  const { t, language } = useWords(moduleWords);
  const navigate = useNavigate();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const refreshes = ['listModules', 'getModule'] as const;
  const add = useAct('addModule', {
    refreshes,
    onProblem: setProblem,
    onDone: ({ key, label }) => {
      toastDone(t('created', { name: label[language] }));
      onClose();
      void navigate({ to: paths.settingsModule, params: { module: key } });
    },
  });
  const change = useAct('changeModule', {
    refreshes,
    onProblem: setProblem,
    onDone: ({ module: { label } }) => {
      toastDone(t('renamed', { name: label[language] }));
      onClose();
    },
  });
  const save = ({ labelEn, labelZh, singularEn, key }: Draft & { readonly key: string }) => {
    setProblem(null);
    const body = { label: { en: labelEn, zh: labelZh }, singular: { en: singularEn, zh: labelZh } };
    if (module === null) add.mutate({ body: { ...body, key } });
    else change.mutate({ params: { module: module.key }, body });
  };
  const problemOf = (place: Place) => (problem !== null && placeOf(problem) === place ? problem.message : null);
  return { save, problemOf, isSaving: add.isPending || change.isPending };
}
