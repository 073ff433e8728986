// What a web form asks, whose leads come of it, and what happens before they do.
import { Alert, Button, Input, SegmentedControl, Select, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { ApiProblem } from '#contract/client/problem.ts';
import type { Input as InputOf } from '#web/api/call.ts';
import { useRead } from '#web/api/hooks.ts';
import type { Module } from '#web/features/records/module.ts';
import { AskedFields } from '#web/features/settings/web-forms/asked-fields.tsx';
import { faultsOf, type FormWish } from '#web/features/settings/web-forms/wish.ts';
import { webFormWords } from '#web/features/settings/web-forms/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { DialogButtons } from '#web/ui/dialog.tsx';

const languages = ['en', 'zh'] as const;

type WebFormFormProps = {
  readonly start: FormWish;
  /** Of leads. */
  readonly fields: Module['fields'];
  /** What its button does. */
  readonly yes: string;
  readonly problem: ApiProblem | null;
  readonly isPending: boolean;
  readonly onSave: (settings: InputOf<'createWebForm'>['body']) => void;
  readonly onCancel: () => void;
};

export function WebFormForm({ start, fields, yes, problem, isPending, onSave, onCancel }: WebFormFormProps) {
  const [wish, setWish] = useState(start);
  const [sites, setSites] = useState(start.sites.join('\n'));
  const form = useRef<HTMLFormElement>(null);
  const faults = faultsOf(problem);
  useEffect(() => {
    // What is wrong may stand far above the button.
    if (problem !== null) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [problem]);
  const { name, owner } = wish;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (owner !== null) onSave({ ...wish, owner, fields: [...wish.fields], sites: linesOf(sites) });
  };
  const part = { wish, faults, onChange: (change: Partial<FormWish>) => setWish({ ...wish, ...change }) };
  return (
    <form ref={form} onSubmit={submit}>
      <Stack>
        <Heading {...part} />
        <AskedFields
          fields={fields}
          asked={wish.fields}
          error={faults.fields}
          onChange={(asked) => part.onChange({ fields: asked })}
        />
        <OwnerChoice {...part} />
        <Afterwards {...part} />
        <Sites sites={sites} error={faults.sites} onChange={setSites} />
        <Switches {...part} />
        {faults.whole === undefined ? null : <Alert color="red">{faults.whole}</Alert>}
        <DialogButtons onCancel={onCancel}>
          <Button
            type="submit"
            disabled={name.trim() === '' || owner === null || wish.fields.length === 0}
            loading={isPending}
          >
            {yes}
          </Button>
        </DialogButtons>
      </Stack>
    </form>
  );
}

function linesOf(text: string): string[] {
  return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
}

type PartProps = {
  readonly wish: FormWish;
  readonly faults: ReturnType<typeof faultsOf>;
  readonly onChange: (change: Partial<FormWish>) => void;
};

function Heading({ wish: { name, language }, faults, onChange }: PartProps) {
  const { t } = useWords(webFormWords);
  return (
    <>
      <TextInput
        label={t('name')}
        description={t('nameHint')}
        required
        maxLength={100}
        data-autofocus
        error={faults.name}
        value={name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <Input.Wrapper label={t('language')} description={t('languageHint')} labelElement="div">
        <div>
          <SegmentedControl
            size="xs"
            mt="xs"
            aria-label={t('language')}
            value={language}
            onChange={(chosen) => onChange({ language: chosen })}
            data={languages.map((value) => ({ value, label: t(value) }))}
          />
        </div>
      </Input.Wrapper>
    </>
  );
}

function OwnerChoice({ wish: { owner }, faults, onChange }: PartProps) {
  const { t } = useWords(webFormWords);
  const users = (useRead('listUsers').data?.items ?? []).filter(({ active }) => active);
  return (
    <Select
      label={t('owner')}
      description={t('ownerHint')}
      required
      searchable
      allowDeselect={false}
      error={faults.owner}
      data={users.map(({ id, name }) => ({ value: id, label: name }))}
      value={owner}
      onChange={(chosen) => onChange({ owner: chosen })}
    />
  );
}

function Afterwards({ wish: { thanks, returnUrl }, faults, onChange }: PartProps) {
  const { t } = useWords(webFormWords);
  return (
    <>
      <Textarea
        label={t('thanks')}
        description={t('thanksHint')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={1_000}
        error={faults.thanks}
        value={thanks}
        onChange={(event) => onChange({ thanks: event.currentTarget.value })}
      />
      <TextInput
        label={t('returnUrl')}
        description={t('returnUrlHint')}
        placeholder="https://"
        maxLength={2_000}
        error={faults.returnUrl}
        value={returnUrl ?? ''}
        onChange={({ currentTarget: { value } }) => onChange({ returnUrl: value.trim() === '' ? null : value })}
      />
    </>
  );
}

type SitesProps = {
  readonly sites: string;
  readonly error: string | undefined;
  readonly onChange: (sites: string) => void;
};

function Sites({ sites, error, onChange }: SitesProps) {
  const { t } = useWords(webFormWords);
  return (
    <Textarea
      label={t('sites')}
      description={t('sitesHint')}
      placeholder="https://"
      autosize
      minRows={2}
      maxRows={8}
      error={error}
      value={sites}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function Switches({ wish: { reviewed, confirmed, active }, faults, onChange }: PartProps) {
  const { t } = useWords(webFormWords);
  return (
    <>
      <Switch
        label={t('reviewed')}
        description={t('reviewedHint')}
        checked={reviewed}
        onChange={(event) => onChange({ reviewed: event.currentTarget.checked })}
      />
      <Switch
        label={t('confirmed')}
        description={t('confirmedHint')}
        error={faults.confirmed}
        {...(faults.confirmed === undefined ? {} : { 'aria-invalid': true })}
        checked={confirmed}
        onChange={(event) => onChange({ confirmed: event.currentTarget.checked })}
      />
      <Switch
        label={t('active')}
        description={t('activeHint')}
        checked={active}
        onChange={(event) => onChange({ active: event.currentTarget.checked })}
      />
    </>
  );
}
