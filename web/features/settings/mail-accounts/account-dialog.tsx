// A mail account set up, changed or tested; its steps are shown whatever comes of them.
import { Text } from '@mantine/core';
import { useState } from 'react';
import type { ApiProblem } from '#contract/client/problem.ts';
import { useAct } from '#web/api/hooks.ts';
import {
  type AccountDraft,
  draftOf,
  emptyDraft,
  type MailAccount,
  wishOf,
} from '#web/features/settings/mail-accounts/account-draft.ts';
import { AccountForm } from '#web/features/settings/mail-accounts/account-form.tsx';
import { type Step, Steps } from '#web/features/settings/mail-accounts/steps.tsx';
import { mailAccountWords } from '#web/features/settings/mail-accounts/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { may, useMe } from '#web/session/me.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { toastDone } from '#web/ui/toast.tsx';

type Closing = { readonly onClose: () => void };

const refreshes = ['listMailAccounts', 'listSendingDomains'] as const;

export function NewAccount({ onClose }: Closing) {
  const { t } = useWords(mailAccountWords);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const start = emptyDraft(may(useMe(), 'admin') ? 'organization' : 'me');
  const create = useAct('createMailAccount', {
    refreshes: [...refreshes],
    onDone: ({ address }) => {
      toastDone(t('saved', { address }));
      onClose();
    },
    onProblem: setProblem,
  });
  return (
    <Dialog title={t('add')} size="lg" isKept onClose={onClose}>
      <AccountForm
        start={start}
        kind="new"
        problem={problem}
        isPending={create.isPending}
        onCancel={onClose}
        onSave={(draft) => create.mutate({ body: wishOf(draft) })}
      />
    </Dialog>
  );
}

export function EditAccount({ account, onClose }: Closing & { readonly account: MailAccount }) {
  const { t } = useWords(mailAccountWords);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const put = useAct('putMailAccount', {
    refreshes: [...refreshes],
    onDone: ({ address }) => {
      toastDone(t('saved', { address }));
      onClose();
    },
    onProblem: setProblem,
  });
  const save = (draft: AccountDraft) => {
    const { owner: _, ...body } = wishOf(draft);
    put.mutate({ params: { id: account.id }, body });
  };
  return (
    <Dialog title={t('edit')} size="lg" isKept onClose={onClose}>
      <AccountForm
        start={draftOf(account)}
        kind="known"
        problem={problem}
        isPending={put.isPending}
        onCancel={onClose}
        onSave={save}
      />
    </Dialog>
  );
}

type TestResultProps = Closing & { readonly address: string; readonly steps: readonly Step[] };

export function TestResult({ address, steps, onClose }: TestResultProps) {
  const { t } = useWords(mailAccountWords);
  const hasFailed = steps.some(({ failure }) => failure !== null);
  return (
    <Dialog title={t('testTitle', { address })} onClose={onClose}>
      <Text size="sm" mb="sm">
        {t(hasFailed ? 'failed' : 'worked')}
      </Text>
      <Steps steps={steps} />
    </Dialog>
  );
}
