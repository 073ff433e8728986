import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Input } from '#web/api/call.ts';
import { useAct } from '#web/api/hooks.ts';
import type { ApiProblem } from '#contract/client/problem.ts';
import { convertWords } from '#web/features/records/convert/convert-words.ts';
import { type Draft, valuesOf } from '#web/features/records/forms/draft.ts';
import type { Module, Named, ShownRecord } from '#web/features/records/module.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { toastDone, toastProblem } from '#web/ui/toast.tsx';

export const accountKinds = ['newAccount', 'existing', 'none'] as const;

export type AccountChoice = {
  readonly kind: (typeof accountKinds)[number];
  /** Of a new one. */
  readonly name: string;
  /** One that is there. */
  readonly account: Named | null;
};

type Deal = { readonly module: Module; readonly draft: Draft };

export function useConversion(lead: ShownRecord, onClose: () => void) {
  const { t } = useWords(convertWords);
  const navigate = useNavigate();
  const [accountProblem, setAccountProblem] = useState<string | null>(null);
  const [dealProblems, setDealProblems] = useState<Readonly<Record<string, string>>>({});
  const act = useAct('convertLead', {
    refreshes: ['getRecord', 'listRecords', 'getTimeline', 'listRelated'],
    onDone: ({ lookups }) => {
      toastDone(t('done', { name: lead.name }));
      onClose();
      const contact = lookups['converted_contact'];
      if (contact === undefined) return;
      void navigate({ to: paths.record, params: { module: contact.module, recordId: contact.id } });
    },
    onProblem: (problem) => {
      const ofAccount = problem.byField('body.account.values')['name'] ?? problem.byField('body.account')['id'] ?? null;
      const ofDeal = problem.byField('body.deal.values');
      setAccountProblem(ofAccount);
      setDealProblems(ofDeal);
      if (!isTold(problem, ofAccount, ofDeal)) toastProblem(problem);
    },
  });
  const convert = (choice: AccountChoice, deal: Deal | null) => {
    const { kind, account } = choice;
    setDealProblems({});
    setAccountProblem(null);
    if (kind === 'existing' && account === null) return setAccountProblem(t('whichMissing'));
    act.mutate({ params: { id: lead.id }, body: { account: accountOf(choice), ...dealOf(deal) } });
  };
  return { convert, accountProblem, dealProblems, isPending: act.isPending };
}

type Body = NonNullable<Input<'convertLead'>['body']>;

function accountOf({ kind, name, account }: AccountChoice): NonNullable<Body['account']> | null {
  if (kind === 'newAccount') return { values: { name: name.trim() } };
  return kind === 'existing' && account !== null ? { id: account.id } : null;
}

function dealOf(deal: Deal | null): Pick<Body, 'deal'> {
  return deal === null ? {} : { deal: { values: valuesOf(deal.module.fields, deal.draft) } };
}

/** Every single thing that is wrong stands beside its input. */
function isTold(problem: ApiProblem, ofAccount: string | null, ofDeal: object): boolean {
  const told = (ofAccount === null ? 0 : 1) + Object.keys(ofDeal).length;
  return problem.errors.length > 0 && told === problem.errors.length;
}
