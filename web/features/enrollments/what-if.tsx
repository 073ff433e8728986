// What would happen if the recipient, or a colleague, did something now (C-91): told, and nothing of it happens.
import { Button, Group, List, NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { isMessageResponse, responsesOf } from '#core/cadence/response.ts';
import { wordOf } from '#contract/history-words.ts';
import type { Answer } from '#web/api/call.ts';
import { useAct } from '#web/api/hooks.ts';
import { useFollowUpNames } from '#web/features/cadences/follow-up-names.ts';
import type { Enrollment } from '#web/features/enrollments/story.ts';
import { whatIfWords } from '#web/features/enrollments/what-if-words.ts';
import { useWords } from '#web/i18n/words.ts';

type Done = Enrollment['followUps'][number];

/** Only what was carried out can be answered; how it went out is no answer. */
function answersTo(followUp: Done): string[] {
  return responsesOf(followUp.channel).filter((response) => !['sent', 'scheduled', 'overdue'].includes(response));
}

export function WhatIf({ enrollment }: { readonly enrollment: Enrollment }) {
  const { t, language } = useWords(whatIfWords);
  const done = enrollment.followUps.filter(({ state }) => state === 'executed');
  const [followUp, setFollowUp] = useState<string | null>(null);
  const [response, setResponse] = useState('');
  const nameOf = useFollowUpNames(enrollment.cadence.id);
  const [outcome, setOutcome] = useState<Answer<'whatIf'> | null>(null);
  const suppose = useAct('whatIf', { refreshes: [], onDone: setOutcome });
  const chosen = done.find((one) => one.followUp === followUp) ?? done.at(-1);
  if (chosen === undefined) return <Text size="sm">{t('nothingYet')}</Text>;
  const answers = answersTo(chosen);
  const isNews = (one: string) => !chosen.responses.some((given) => given.response === one);
  const answer = answers.includes(response) ? response : (answers.find(isNews) ?? answers[0] ?? '');
  const ask = () => {
    const id = chosen.followUp;
    const body = isMessageResponse(answer)
      ? ({ kind: 'response', followUp: id, response: answer } as const)
      : ({ kind: 'status', followUp: id, status: answer } as const);
    suppose.mutate({ params: { id: enrollment.id }, body });
  };
  return (
    <>
      <Group align="end" gap="xs">
        <NativeSelect
          size="xs"
          label={t('followUp')}
          value={chosen.followUp}
          onChange={({ currentTarget: { value } }) => {
            setFollowUp(value);
            setOutcome(null);
          }}
          data={done.map(({ followUp: id, subject }) => ({ value: id, label: subject ?? nameOf(id) }))}
        />
        <NativeSelect
          size="xs"
          label={t('is')}
          value={answer}
          onChange={({ currentTarget: { value } }) => {
            setResponse(value);
            setOutcome(null);
          }}
          data={answers.map((one) => ({ value: one, label: wordOf(one, language) }))}
        />
        <Button size="xs" variant="default" onClick={ask} loading={suppose.isPending}>
          {t('ask')}
        </Button>
      </Group>
      <List size="sm" mt="xs" aria-live="polite">
        {(outcome?.sentences ?? []).map((sentence) => (
          <List.Item key={sentence}>{sentence}</List.Item>
        ))}
      </List>
    </>
  );
}
