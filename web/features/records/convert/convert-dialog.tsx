// A lead becomes a contact, with an account and perhaps a deal.
import { Button, Radio, SimpleGrid, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useRead } from '#web/api/hooks.ts';
import { type AccountChoice, accountKinds, useConversion } from '#web/features/records/convert/use-conversion.ts';
import { convertWords } from '#web/features/records/convert/convert-words.ts';
import { RecordSelect } from '#web/features/records/fields/record-select.tsx';
import { type Draft, newDraft } from '#web/features/records/forms/draft.ts';
import { FieldInput } from '#web/features/records/forms/field-input.tsx';
import type { Module, Named, ShownRecord } from '#web/features/records/module.ts';
import { useWords } from '#web/i18n/words.ts';
import { Dialog, DialogButtons } from '#web/ui/dialog.tsx';
import { Loaded } from '#web/ui/states.tsx';

type ConvertDialogProps = { readonly lead: ShownRecord; readonly isOpen: boolean; readonly onClose: () => void };

export function ConvertDialog({ isOpen, ...props }: ConvertDialogProps) {
  const { t } = useWords(convertWords);
  const company = String(props.lead.values['company'] ?? '');
  const deals = useRead('getModule', { params: { module: 'deals' } });
  return (
    <Dialog isOpen={isOpen} onClose={props.onClose} title={t('title', { name: props.lead.name })} isKept>
      <Loaded of={deals}>
        {(module) => {
          const form = { ...props, company, deals: module };
          return company === '' ? <ConvertForm {...form} account={null} /> : <WithNamesake {...form} />;
        }}
      </Loaded>
    </Dialog>
  );
}

/** Perhaps the account is there already. */
function WithNamesake(props: Omit<FormProps, 'account'>) {
  const criteria = JSON.stringify({ field: 'name', is: props.company });
  const found = useRead('listRecords', { params: { module: 'accounts' }, query: { criteria, limit: 1 } });
  return <Loaded of={found}>{({ items }) => <ConvertForm {...props} account={items[0] ?? null} />}</Loaded>;
}

type FormProps = Omit<ConvertDialogProps, 'isOpen'> & {
  readonly company: string;
  readonly deals: Module;
  /** One of that name. */
  readonly account: Named | null;
};

function firstChoice(company: string, account: Named | null): AccountChoice {
  const kind = account === null ? (company === '' ? 'none' : 'newAccount') : 'existing';
  return { kind, name: company, account };
}

function ConvertForm({ lead, company, deals, account, onClose }: FormProps) {
  const { t } = useWords(convertWords);
  const [choice, setChoice] = useState(() => firstChoice(company, account));
  const [hasDeal, setHasDeal] = useState(false);
  const [deal, setDeal] = useState<Draft>(() => newDraft(deals, { name: company === '' ? lead.name : company }));
  const conversion = useConversion(lead, onClose);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        conversion.convert(choice, hasDeal ? { module: deals, draft: deal } : null);
      }}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {t('text')}
        </Text>
        <AccountQuestion choice={choice} onChange={setChoice} problem={conversion.accountProblem} />
        <Switch
          size="xs"
          label={t('withDeal')}
          checked={hasDeal}
          onChange={(event) => setHasDeal(event.currentTarget.checked)}
        />
        {hasDeal ? (
          <DealInputs module={deals} draft={deal} onChange={setDeal} problems={conversion.dealProblems} />
        ) : null}
        <DialogButtons onCancel={onClose}>
          <Button type="submit" loading={conversion.isPending}>
            {t('convert')}
          </Button>
        </DialogButtons>
      </Stack>
    </form>
  );
}

type AccountQuestionProps = {
  readonly choice: AccountChoice;
  readonly onChange: (choice: AccountChoice) => void;
  readonly problem: string | null;
};

function AccountQuestion({ choice, onChange, problem }: AccountQuestionProps) {
  const { t } = useWords(convertWords);
  const { kind, name, account } = choice;
  return (
    <Stack gap="xs">
      <Radio.Group
        label={t('account')}
        value={kind}
        onChange={(wanted) => onChange({ ...choice, kind: accountKinds.find((one) => one === wanted) ?? 'none' })}
      >
        <Stack gap="xs" mt="xs">
          {accountKinds.map((value) => (
            <Radio key={value} value={value} label={t(value)} data-autofocus={value === kind || undefined} />
          ))}
        </Stack>
      </Radio.Group>
      {kind === 'newAccount' ? (
        <TextInput
          label={t('accountName')}
          required
          value={name}
          error={problem}
          onChange={(event) => onChange({ ...choice, name: event.currentTarget.value })}
        />
      ) : null}
      {kind === 'existing' ? (
        <RecordSelect
          module="accounts"
          label={t('which')}
          required
          record={account}
          error={problem}
          onChoose={(chosen) => onChange({ ...choice, account: chosen })}
        />
      ) : null}
    </Stack>
  );
}

const dealFields = ['name', 'amount', 'stage', 'closing_date'];

type DealInputsProps = {
  readonly module: Module;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly problems: Readonly<Record<string, string>>;
};

/** Also what an administrator requires. */
function DealInputs({ module, draft, onChange, problems }: DealInputsProps) {
  const isAsked = (key: string) => dealFields.includes(key) || problems[key] !== undefined;
  const fields = module.fields.filter(({ key, required, readOnly }) => !readOnly && (isAsked(key) || required));
  return (
    <SimpleGrid cols={2} verticalSpacing="sm">
      {fields.map((field) => (
        <FieldInput
          key={field.key}
          field={field}
          written={draft[field.key] ?? null}
          problem={problems[field.key]}
          onChange={(written) => onChange({ ...draft, [field.key]: written })}
        />
      ))}
    </SimpleGrid>
  );
}
