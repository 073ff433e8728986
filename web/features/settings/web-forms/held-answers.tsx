// Answers of a web form that wait for a person: what they say, why they wait, and what becomes of them.
import { Alert, Button, Group, List, Paper, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type ApiProblem, isProblem } from '#contract/client/problem.ts';
import { FORM_MODULE, type HeldReason } from '#core/web-forms/web-form.ts';
import { type Item, useAct, usePages } from '#web/api/hooks.ts';
import type { Module } from '#web/features/records/module.ts';
import { Facts } from '#web/features/settings/facts.tsx';
import { useEntered } from '#web/features/settings/web-forms/entered.ts';
import type { WebForm } from '#web/features/settings/web-forms/wish.ts';
import { webFormWords } from '#web/features/settings/web-forms/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { MoreOfList } from '#web/ui/more-of-list.tsx';
import { Empty, Failed, Waiting } from '#web/ui/states.tsx';
import { toastDone, toastProblem, toastWithStep } from '#web/ui/toast.tsx';
import { When } from '#web/ui/when.tsx';

type HeldAnswersProps = { readonly form: WebForm /** Of leads. */; readonly fields: Module['fields'] };

export function HeldAnswers({ form, fields }: HeldAnswersProps) {
  const { t } = useWords(webFormWords);
  const answers = usePages('listWebFormAnswers', { params: { id: form.id } });
  return (
    <>
      {answers.status === 'pending' ? <Waiting /> : null}
      {answers.error === null ? null : <Failed error={answers.error} onRetry={answers.retry} />}
      {answers.status === 'success' && answers.items.length === 0 ? (
        <Empty title={t('noneWaits')} text={t('noneWaitsText')} />
      ) : null}
      {answers.items.map((answer) => (
        <HeldAnswer key={answer.id} form={form} fields={fields} answer={answer} />
      ))}
      <MoreOfList pages={answers} says={t('more')} look="plain" />
    </>
  );
}

const reasonWords = {
  trap_filled: 'trap_filled',
  page_not_opened: 'page_not_opened',
  too_fast: 'too_fast',
  too_many: 'too_many',
  asked_already: 'asked_already',
  reviewed: 'reviewedWhy',
  not_saved: 'not_saved',
} as const satisfies Record<HeldReason, string>;

type HeldAnswerProps = HeldAnswersProps & { readonly answer: Item<'listWebFormAnswers'> };

function HeldAnswer({ form, fields, answer }: HeldAnswerProps) {
  const { t } = useWords(webFormWords);
  const format = useFormat();
  const { nameOf, textOf } = useEntered(fields);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const settle = useSettle(setProblem);
  const { id, receivedAt, reasons, entered } = answer;
  const decide = (verdict: 'take' | 'discard') =>
    settle.mutate({ params: { id: form.id, answer: id }, body: { verdict } });
  return (
    <Paper component="article" withBorder p="sm" aria-label={t('answerOf', { when: format.dateTime(receivedAt) })}>
      <Stack gap="sm">
        <Text size="sm" fw={600}>
          <When at={receivedAt} as="dateTime" />
        </Text>
        <List size="sm" aria-label={t('why')}>
          {reasons.map((reason) => (
            <List.Item key={reason}>{t(reasonWords[reason])}</List.Item>
          ))}
        </List>
        <Facts facts={asAsked(form, entered).map(([key, value]) => [nameOf(key), textOf(key, value)])} />
        {problem === null ? null : <NotTaken problem={problem} nameOf={nameOf} />}
        <Group>
          <Button loading={settle.isPending} onClick={() => decide('take')}>
            {t('take')}
          </Button>
          <Button variant="default" disabled={settle.isPending} onClick={() => decide('discard')}>
            {t('discard')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}

/** The database keeps them in an order of its own. */
function asAsked({ fields }: WebForm, entered: Readonly<Record<string, unknown>>) {
  const placeOf = (key: string) => fields.findIndex(({ field }) => field === key);
  return Object.entries(entered).toSorted(([one], [other]) => placeOf(one) - placeOf(other));
}

function useSettle(onNotTaken: (problem: ApiProblem) => void) {
  const { t } = useWords(webFormWords);
  const navigate = useNavigate();
  const show = (lead: string) => void navigate({ to: paths.record, params: { module: FORM_MODULE, recordId: lead } });
  return useAct('settleWebFormAnswer', {
    refreshes: ['listWebFormAnswers', 'listWebForms', 'listRecords'],
    onDone: ({ lead }) => {
      if (lead === null) toastDone(t('isDiscarded'));
      else toastWithStep(t('isTaken'), { label: t('showLead'), take: () => show(lead) });
    },
    onProblem: (problem) => (isProblem(problem, 'invalid_input') ? onNotTaken : toastProblem)(problem),
  });
}

type NotTakenProps = { readonly problem: ApiProblem; readonly nameOf: (field: string) => string };

function NotTaken({ problem, nameOf }: NotTakenProps) {
  const { t } = useWords(webFormWords);
  return (
    <Alert color="red" role="alert" title={problem.message}>
      {Object.entries(problem.byField('entered')).map(([field, message]) => (
        <div key={field}>{t('wrongValue', { field: nameOf(field), message })}</div>
      ))}
    </Alert>
  );
}
