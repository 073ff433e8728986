import { sharingOffers } from '#core/access/sharing.ts';
import { Alert, Button, Fieldset, Radio, Select, Stack, TextInput } from '@mantine/core';
import { type FormEvent, Suspense } from 'react';
import { GroupSelect } from '#web/access/group-select.tsx';
import { useRead } from '#web/api/hooks.ts';
import { useKnownModules } from '#web/features/settings/permissions/modules.ts';
import { type RuleDraft, useRuleDraft } from '#web/features/settings/permissions/rule-draft.ts';
import { addsNothing, type Sharing } from '#web/features/settings/permissions/sharing-levels.ts';
import { sharingWords } from '#web/features/settings/permissions/sharing-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { Dialog, DialogButtons } from '#web/ui/dialog.tsx';
import { lazily } from '#web/ui/on-demand.tsx';
import { Loaded, Waiting } from '#web/ui/states.tsx';

const CriteriaEditor = lazily(async () => (await import('#web/criteria/criteria-editor.tsx')).CriteriaEditor);

type NewRuleProps = { readonly sharing: Sharing; readonly onClose: () => void };

export function NewRule({ sharing, onClose }: NewRuleProps) {
  const { t } = useWords(sharingWords);
  const draft = useRuleDraft(onClose);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    draft.save();
  };
  return (
    <Dialog title={t('newRule')} onClose={onClose} size="xl" isKept>
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput
            label={t('name')}
            description={t('nameHint')}
            required
            maxLength={100}
            maw="24rem"
            data-autofocus
            value={draft.name}
            error={draft.nameProblem}
            onChange={(event) => draft.change({ name: event.currentTarget.value })}
          />
          <ModuleSelect draft={draft} sharing={sharing} />
          <Which draft={draft} />
          <Recipients draft={draft} />
          {draft.problem === null ? null : (
            <Alert color="red" role="alert">
              {draft.problem}
            </Alert>
          )}
          <DialogButtons onCancel={onClose}>
            <Button type="submit" disabled={!draft.isComplete} loading={draft.isSaving}>
              {t('add')}
            </Button>
          </DialogButtons>
        </Stack>
      </form>
    </Dialog>
  );
}

type WithDraft = { readonly draft: RuleDraft };

function ModuleSelect({ draft, sharing }: WithDraft & { readonly sharing: Sharing }) {
  const { t } = useWords(sharingWords);
  const { main } = useKnownModules();
  const { module, level } = draft;
  const label = main.find(({ key }) => key === module)?.label ?? module;
  return (
    <>
      <Select
        label={t('module')}
        maw="24rem"
        allowDeselect={false}
        value={module}
        onChange={(value) => draft.change({ module: value ?? module, criteria: null })}
        data={main.map((one) => ({ value: one.key, label: one.label }))}
      />
      {addsNothing(sharing, { module, level }) ? (
        <Alert color="yellow">{t('addsNothing', { module: label })}</Alert>
      ) : null}
    </>
  );
}

const ways = ['owned_by', 'by_criteria'] as const;

function Which({ draft }: WithDraft) {
  const { t } = useWords(sharingWords);
  return (
    <>
      <Radio.Group
        label={t('which')}
        value={draft.way}
        onChange={(value) => draft.change({ way: ways.find((way) => way === value) ?? 'owned_by' })}
      >
        <Stack gap="xs" mt="xs">
          {ways.map((way) => (
            <Radio key={way} value={way} label={t(way)} description={t(`${way}Hint`)} />
          ))}
        </Stack>
      </Radio.Group>
      {draft.way === 'owned_by' ? (
        <GroupSelect
          label={t('owners')}
          placeholder={t('choosePeople')}
          value={draft.owners}
          onChange={(owners) => draft.change({ owners })}
        />
      ) : (
        <Conditions draft={draft} />
      )}
    </>
  );
}

function Conditions({ draft }: WithDraft) {
  const { t } = useWords(sharingWords);
  const known = useRead('getModule', { params: { module: draft.module } });
  return (
    <Fieldset legend={t('conditions')}>
      <Loaded of={known}>
        {(module) =>
          module.key === draft.module ? (
            <Suspense fallback={<Waiting lines={2} />}>
              <CriteriaEditor
                key={module.key}
                module={module}
                value={draft.criteria}
                onChange={(criteria) => draft.change({ criteria })}
                isChecked={draft.problem !== null}
                offers={sharingOffers}
              />
            </Suspense>
          ) : (
            <Waiting lines={2} />
          )
        }
      </Loaded>
    </Fieldset>
  );
}

const levels = ['read', 'write'] as const;

function Recipients({ draft }: WithDraft) {
  const { t } = useWords(sharingWords);
  return (
    <>
      <GroupSelect
        label={t('with')}
        placeholder={t('choosePeople')}
        value={draft.people}
        onChange={(people) => draft.change({ people })}
      />
      <Radio.Group
        label={t('level')}
        value={draft.level}
        onChange={(value) => draft.change({ level: levels.find((level) => level === value) ?? 'read' })}
      >
        <Stack gap="xs" mt="xs">
          {levels.map((level) => (
            <Radio key={level} value={level} label={t(`${level}Level`)} description={t(`${level}LevelHint`)} />
          ))}
        </Stack>
      </Radio.Group>
    </>
  );
}
