import { Alert, Button, Fieldset, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Group } from '#core/access/sharing.ts';
import { checkCriteria } from '#core/criteria/check.ts';
import type { Criteria } from '#core/criteria/criteria.ts';
import { SharedWith } from '#web/access/shared-with.tsx';
import { useAskedModule } from '#web/criteria/asked-module.ts';
import { CriteriaEditor } from '#web/criteria/criteria-editor.tsx';
import { everyRecord } from '#web/criteria/edit-criteria.ts';
import { boardFields, type View } from '#web/features/records/list/records-search.ts';
import { showAsWords } from '#web/features/records/list/show-as-words.ts';
import { type Module, namesOf } from '#web/features/records/module.ts';
import { useFeeds } from '#web/features/records/views/feeds.ts';
import { useSaveView, type ViewStart } from '#web/features/records/views/use-save-view.ts';
import { viewWords } from '#web/features/records/views/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { Dialog, DialogButtons } from '#web/ui/dialog.tsx';
import { Waiting } from '#web/ui/states.tsx';

type ViewDialogProps = {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly module: Module;
  readonly start: ViewStart;
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
      <AskedForm {...props} />
    </Dialog>
  );
}

function AskedForm(props: ViewDialogProps) {
  const module = useAskedModule(props.module);
  return module === null ? <Waiting /> : <ViewForm {...props} module={module} />;
}

function ViewForm({ onClose, module, start }: ViewDialogProps) {
  const { t, language } = useWords(viewWords);
  const { t: general } = useWords(generalWords);
  const [name, setName] = useState(start.view?.name ?? '');
  const [criteria, setCriteria] = useState<Criteria>(start.criteria ?? criteriaOf(start.view));
  const [board, setBoard] = useState(start.board);
  const [sharedWith, setSharedWith] = useState<Group[]>(start.view?.sharedWith ?? [{ kind: 'everyone' }]);
  const [isChecked, setChecked] = useState(false);
  const saving = useSaveView({ module: module.key, ...start }, onClose);
  const save = () => {
    setChecked(true);
    if (name.trim() !== '' && checkCriteria(criteria, module).ok)
      void saving.save({ name: name.trim(), criteria, board, sharedWith });
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
        <ShownAs module={module} board={board} onChange={setBoard} />
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

type ShownAsProps = {
  readonly module: Module;
  readonly board: string | null;
  readonly onChange: (board: string | null) => void;
};

const LIST = '';

function ShownAs({ module, board, onChange }: ShownAsProps) {
  const { t, language } = useWords(showAsWords);
  const boards = boardFields(module).map(({ key, label }) => ({
    value: key,
    label: t('boardBy', { field: label[language] }),
  }));
  return boards.length === 0 ? null : (
    <Select
      label={t('showAs')}
      allowDeselect={false}
      data={[{ value: LIST, label: t('list') }, ...boards]}
      value={board ?? LIST}
      onChange={(chosen) => onChange(chosen === LIST ? null : chosen)}
    />
  );
}

function Feeds({ view }: { readonly view: View }) {
  const says = useFeeds(view);
  return says === null ? null : <Alert color="yellow">{says}</Alert>;
}
