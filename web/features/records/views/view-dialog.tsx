import { Alert, Button, Fieldset, Stack, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Group } from '#core/access/sharing.ts';
import { checkCriteria } from '#core/criteria/check.ts';
import type { Criteria } from '#core/criteria/criteria.ts';
import { SharedWith } from '#web/access/shared-with.tsx';
import { useAct } from '#web/api/hooks.ts';
import type { ApiProblem } from '#contract/client/problem.ts';
import { CriteriaEditor } from '#web/criteria/criteria-editor.tsx';
import { everyRecord } from '#web/criteria/edit-criteria.ts';
import type { View } from '#web/features/records/list/records-search.ts';
import { type Module, namesOf } from '#web/features/records/module.ts';
import { confirmLeaving } from '#web/features/records/views/confirm-leaving.ts';
import { useFeeds } from '#web/features/records/views/feeds.ts';
import { viewWords } from '#web/features/records/views/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import type { Sort } from '#web/ui/columns.ts';
import { Dialog, DialogButtons } from '#web/ui/dialog.tsx';
import { toastDone, toastProblem } from '#web/ui/toast.tsx';

type ViewDialogProps = {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly module: Module;
  readonly start: ViewStart;
};

export type ViewStart = {
  /** Null: a new one. */
  readonly view: View | null;
  /** Null: the view's. */
  readonly criteria: Criteria | null;
  readonly columns: readonly string[];
  readonly sort: Sort | null;
};

export function criteriaOf(view: View | null): Criteria {
  // What the server keeps was checked by core when it was saved.
  return view === null ? everyRecord : (view.criteria as unknown as Criteria);
}

export function ViewDialog(props: ViewDialogProps) {
  const { t } = useWords(viewWords);
  return (
    <Dialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      size="xl"
      title={t(props.start.view === null ? 'newView' : 'editView')}
    >
      <ViewForm {...props} />
    </Dialog>
  );
}

function ViewForm({ onClose, module, start }: ViewDialogProps) {
  const { t, language } = useWords(viewWords);
  const { t: general } = useWords(generalWords);
  const [name, setName] = useState(start.view?.name ?? '');
  const [criteria, setCriteria] = useState<Criteria>(start.criteria ?? criteriaOf(start.view));
  const [sharedWith, setSharedWith] = useState<Group[]>(start.view?.sharedWith ?? [{ kind: 'everyone' }]);
  const [isChecked, setChecked] = useState(false);
  const saving = useSaveView({ module: module.key, ...start }, onClose);
  const save = () => {
    setChecked(true);
    if (name.trim() !== '' && checkCriteria(criteria, module).ok)
      void saving.save({ name: name.trim(), criteria, sharedWith });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Stack gap="md">
        <TextInput
          data-autofocus
          required
          label={t('name')}
          description={t('nameHint')}
          value={name}
          error={isChecked && name.trim() === '' ? t('nameMissing') : saving.nameProblem}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Fieldset legend={t('conditions', namesOf(module, language))}>
          <CriteriaEditor module={module} value={criteria} onChange={setCriteria} isChecked={isChecked} />
        </Fieldset>
        <SharedWith value={sharedWith} onChange={setSharedWith} />
        {start.view === null ? null : <Feeds view={start.view} />}
        <DialogButtons onCancel={onClose}>
          <Button type="submit" loading={saving.isSaving}>
            {general('save')}
          </Button>
        </DialogButtons>
      </Stack>
    </form>
  );
}

function Feeds({ view }: { readonly view: View }) {
  const says = useFeeds(view);
  return says === null ? null : <Alert color="yellow">{says}</Alert>;
}

function useSaveView({ module, view, columns, sort }: ViewStart & { readonly module: string }, onClose: () => void) {
  const { t } = useWords(viewWords);
  const navigate = useNavigate();
  const [nameProblem, setNameProblem] = useState<string | null>(null);
  const onProblem = (problem: ApiProblem) => {
    const ofName = problem.code === 'name_taken' ? problem.message : problem.byField('body')['name'];
    if (ofName === undefined) toastProblem(problem);
    else setNameProblem(ofName);
  };
  const done = (saved: Pick<View, 'id' | 'name'>, word: 'created' | 'saved') => {
    toastDone(t(word, { name: saved.name }));
    onClose();
    void navigate({ to: paths.records, params: { module }, search: { view: saved.id } });
  };
  const refreshes = ['listViews', 'listRecords', 'listCadences'] as const;
  const create = useAct('createView', { refreshes, onDone: (saved) => done(saved, 'created'), onProblem });
  const update = useAct('updateView', { refreshes, onDone: (saved) => done(saved, 'saved'), onProblem });
  return {
    nameProblem,
    isSaving: create.isPending || update.isPending,
    save: async (body: Pick<View, 'name' | 'sharedWith'> & { readonly criteria: Criteria }) => {
      setNameProblem(null);
      if (view === null) return create.mutate({ body: { ...body, module, columns: [...columns], sort } });
      if (!(await confirmLeaving(view, body.criteria))) return;
      update.mutate({ params: { id: view.id }, body: { ...body, revision: view.revision, leaving: 'confirmed' } });
    },
  };
}
