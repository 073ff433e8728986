// Narrows the list down without saving: the address keeps it. It can become a view, or change the one that is open.
import { Button, Group, Text } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { checkCriteria } from '#core/criteria/check.ts';
import type { Criteria } from '#core/criteria/criteria.ts';
import { useAct } from '#web/api/hooks.ts';
import { useAskedModule } from '#web/criteria/asked-module.ts';
import { CriteriaEditor } from '#web/criteria/criteria-editor.tsx';
import { completePart, groupOf, newCondition, readCriteria, writeCriteria } from '#web/criteria/edit-criteria.ts';
import type { Listing, View } from '#web/features/records/list/records-search.ts';
import { type Module, namesOf } from '#web/features/records/module.ts';
import { confirmLeaving } from '#web/features/records/views/confirm-leaving.ts';
import { useFeeds } from '#web/features/records/views/feeds.ts';
import { criteriaOf, ViewDialog } from '#web/features/records/views/view-dialog.tsx';
import classes from '#web/features/records/views/views.module.css';
import { viewWords } from '#web/features/records/views/words.ts';
import { usualColumns } from '#web/features/records/usual-fields.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { confirm } from '#web/ui/confirm.ts';
import { Waiting } from '#web/ui/states.tsx';
import { toastDone } from '#web/ui/toast.tsx';

const APPLY_AFTER_MS = 300;

type FilterPanelProps = {
  readonly listing: Listing;
  readonly module: Module;
  /** Those that are shown now: a view made from this keeps them. */
  readonly columns: () => readonly string[];
  readonly mayChange: boolean;
  /** Null: none. */
  readonly onFilter: (filter: Criteria | null) => void;
  readonly onClose: () => void;
};

/** Nothing until it is known what may be asked: a filter that comes with the address may ask all of it. */
export function FilterPanel(props: FilterPanelProps) {
  const module = useAskedModule(props.module);
  return module === null ? <Waiting lines={3} /> : <Panel {...props} module={module} />;
}

function Panel({ listing, module, columns, mayChange, onFilter, onClose }: FilterPanelProps) {
  const { t, language } = useWords(viewWords);
  const { t: general } = useWords(generalWords);
  const [draft, setDraft] = useState<Criteria>(() => firstDraft(listing, module));
  const [isSaving, setSaving] = useState(false);
  const { view, filter } = listing;
  const [before, setBefore] = useState(filter);
  if (before !== filter) {
    setBefore(filter);
    if (filter === null && filterOf(draft, listing, module) !== null) setDraft(criteriaOf(listing.view)); // gone from elsewhere
  }
  const apply = useDebouncedCallback((wanted: Criteria) => {
    onFilter(filterOf(wanted, listing, module));
  }, APPLY_AFTER_MS);
  const change = (wanted: Criteria) => {
    setDraft(wanted);
    apply(wanted);
  };
  const reset = () => {
    setDraft(criteriaOf(listing.view));
    onFilter(null);
  };
  const done = () => {
    onFilter(null);
    onClose();
  };
  return (
    <section className={classes['panel']} aria-label={t('filterRecords', namesOf(module, language))}>
      <Text size="sm" c="dimmed" mb="xs">
        {t('filterHint')}
      </Text>
      <CriteriaEditor module={module} value={draft} onChange={change} />
      <Group gap="xs" mt="sm">
        {filter !== null && mayChange ? (
          <>
            {view === null ? null : <SaveToView view={view} filter={filter} onSaved={done} />}
            <Button variant={view === null ? 'filled' : 'default'} onClick={() => setSaving(true)}>
              {t('saveAsView')}
            </Button>
          </>
        ) : null}
        {filter === null ? null : (
          <Button variant="default" onClick={reset}>
            {t(view === null ? 'clearFilter' : 'resetFilter')}
          </Button>
        )}
        <Button variant="subtle" color="gray" onClick={onClose}>
          {general('close')}
        </Button>
      </Group>
      <ViewDialog
        isOpen={isSaving}
        onClose={() => setSaving(false)}
        module={module}
        start={{
          view: null,
          criteria: draft,
          columns: columns(),
          sort: listing.sort,
          board: listing.board?.key ?? null,
        }}
      />
    </section>
  );
}

type SaveToViewProps = { readonly view: View; readonly filter: object; readonly onSaved: () => void };

function SaveToView({ view, filter, onSaved }: SaveToViewProps) {
  const { t } = useWords(viewWords);
  const { name } = view;
  const update = useAct('updateView', {
    refreshes: ['listViews', 'listRecords', 'listCadences'],
    onDone: () => {
      toastDone(t('saved', { name }));
      onSaved();
    },
  });
  const says = useFeeds(view);
  const save = async () => {
    const yes = t('saveToView', { name });
    if (says !== null && !(await confirm({ title: yes, text: says, yes }))) return;
    if (!(await confirmLeaving(view, filter))) return;
    const { id, revision } = view;
    update.mutate({ params: { id }, body: { criteria: { ...filter }, revision, leaving: 'confirmed' } });
  };
  return (
    <Button loading={update.isPending} onClick={() => void save()}>
      {t('saveToView', { name })}
    </Button>
  );
}

/** What of it is complete; null: nothing, or what is listed anyway. */
function filterOf(draft: Criteria, listing: Listing, module: Module): Criteria | null {
  const complete = completePart(readCriteria(draft), module);
  const criteria = writeCriteria(complete);
  return complete.parts.length === 0 || isSame(criteria, criteriaOf(listing.view)) ? null : criteria;
}

/** With a condition to begin with, so that nobody faces an empty box. */
function firstDraft(listing: Listing, module: Module): Criteria {
  const checked = checkCriteria(listing.filter, module);
  if (checked.ok) return checked.criteria;
  const base = criteriaOf(listing.view);
  const usual = usualColumns(module).flatMap((key) => module.fields.find((field) => field.key === key) ?? []);
  const field = usual.find(({ type }) => type === 'pick_list') ?? usual[0] ?? module.fields[0];
  const isEmpty = 'all' in base && base.all.length === 0 && field !== undefined;
  return isEmpty ? writeCriteria(groupOf([newCondition(field)])) : base;
}

function isSame(one: Criteria, other: Criteria): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
