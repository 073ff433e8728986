// The criteria of a rule in a dialog: they need more room than a side panel has.
import { Alert, Button, Stack } from '@mantine/core';
import { Suspense, useState } from 'react';
import type { FileRule } from '#core/cadence/file.ts';
import { checkCriteria } from '#core/criteria/check.ts';
import { conditionsOf, type Criteria } from '#core/criteria/criteria.ts';
import { rulesWords } from '#web/features/cadences/rules/words.ts';
import type { Module } from '#web/features/templates/merge-fields.ts';
import { everyRecord } from '#web/criteria/edit-criteria.ts';
import { useWords } from '#web/i18n/words.ts';
import { Dialog, DialogButtons } from '#web/ui/dialog.tsx';
import { lazily } from '#web/ui/on-demand.tsx';
import { Waiting } from '#web/ui/states.tsx';

const CriteriaEditor = lazily(async () => (await import('#web/criteria/criteria-editor.tsx')).CriteriaEditor);

type RecordRuleProps = {
  readonly rule: FileRule;
  readonly module: Module;
  readonly onChange: (rule: FileRule) => void;
};

export function RecordRule({ rule, module, onChange }: RecordRuleProps) {
  const { record = everyRecord } = rule;
  return (
    <RecordConditions criteria={record} module={module} onChange={(wanted) => onChange({ ...rule, record: wanted })} />
  );
}

type RecordConditionsProps = {
  readonly criteria: Criteria;
  readonly module: Module;
  readonly onChange: (criteria: Criteria) => void;
  readonly id?: string;
};

export function RecordConditions({ criteria, module, onChange, id }: RecordConditionsProps) {
  const { t } = useWords(rulesWords);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button {...(id === undefined ? {} : { id })} variant="default" onClick={() => setOpen(true)}>
        {t('editConditions')}
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={t('conditionsTitle')} size="xl">
        <Conditions
          criteria={criteria}
          module={module}
          onCancel={() => setOpen(false)}
          onDone={(record) => {
            onChange(record);
            setOpen(false);
          }}
        />
      </Dialog>
    </>
  );
}

type ConditionsProps = {
  readonly criteria: Criteria;
  readonly module: Module;
  readonly onCancel: () => void;
  readonly onDone: (criteria: Criteria) => void;
};

function Conditions({ criteria, module, onCancel, onDone }: ConditionsProps) {
  const { t } = useWords(rulesWords);
  const [written, setWritten] = useState(criteria);
  const [isChecked, setChecked] = useState(false);
  const isEveryone = [...conditionsOf(written)].length === 0;
  const done = () => {
    setChecked(true);
    if (!isEveryone && checkCriteria(written, module).ok) onDone(written);
  };
  return (
    <Stack>
      <Suspense fallback={<Waiting lines={3} />}>
        <CriteriaEditor module={module} value={written} onChange={setWritten} isChecked={isChecked} />
      </Suspense>
      {isEveryone ? <Alert color="yellow">{t('conditionsMissing')}</Alert> : null}
      <DialogButtons onCancel={onCancel}>
        <Button onClick={done}>{t('conditionsDone')}</Button>
      </DialogButtons>
    </Stack>
  );
}
