import { List, Stack, Text, Title } from '@mantine/core';
import type { CadenceFile, FileAudience, FileFollowUp } from '#core/cadence/file.ts';
import { useRead } from '#web/api/hooks.ts';
import type { Before } from '#web/features/cadences/builder/changes.ts';
import { channelOf, findFollowUp } from '#web/features/cadences/builder/draft.ts';
import type { Cadence } from '#web/features/cadences/builder/use-saving.ts';
import { followUpTitle } from '#web/features/cadences/follow-up-title.ts';
import { type Difference, differencesOf } from '#web/features/cadences/publishing/differences.ts';
import { publishingWords } from '#web/features/cadences/publishing/words.ts';
import { useResponseWords } from '#web/features/cadences/response-words.ts';
import { ruleInWords } from '#web/features/cadences/rules/rule-words.ts';
import { rulesWords } from '#web/features/cadences/rules/words.ts';
import { useAskedModule } from '#web/criteria/asked-module.ts';
import { useNameValue } from '#web/criteria/name-value.ts';
import { type InWords, useWords } from '#web/i18n/words.ts';
import { RESPONSE_WINDOW_DAYS_DEFAULT } from '#core/cadence/definition.ts';

type DifferenceListProps = { readonly draft: CadenceFile; readonly cadence: Cadence };

export function DifferenceList({ draft, cadence }: DifferenceListProps) {
  const { t } = useWords(publishingWords);
  const say = useSayDifference(draft, cadence);
  const differences = differencesOf(draft, cadence);
  return (
    <Stack gap={4}>
      <Title order={3}>{t('changes')}</Title>
      {differences.length === 0 ? <Text>{t('noChanges')}</Text> : null}
      <List size="sm" spacing={2}>
        {differences.map((difference) => (
          <List.Item key={say(difference)}>{say(difference)}</List.Item>
        ))}
      </List>
      {differences.some(({ kind }) => kind === 'ruleAdded' || kind === 'ruleChanged') ? (
        <Text size="xs" c="dimmed">
          {t('rulesSwept')}
        </Text>
      ) : null}
    </Stack>
  );
}

export function useSayDifference(
  draft: CadenceFile,
  before: Pick<Before, 'published'>,
): (difference: Difference) => string {
  const { t } = useWords(publishingWords);
  const rules = useWords(rulesWords);
  const responses = useResponseWords();
  const nameValue = useNameValue(rules.language);
  const known = useRead('getModule', { params: { module: draft.module } }).data;
  const module = useAskedModule(known) ?? known;
  const nameOf = useFollowUpName();
  return (difference) => {
    switch (difference.kind) {
      case 'name':
        return t('nameChanged', { name: draft.name });
      case 'description':
        return t('descriptionChanged');
      case 'audience':
        return t('audienceChanged', { audience: sayAudience(draft.audience, t) });
      case 'window':
        return t('windowChanged', { days: draft.responseWindowDays ?? RESPONSE_WINDOW_DAYS_DEFAULT });
      case 'hours':
        return t(draft.businessHours === 'ignored' ? 'hoursIgnored' : 'hoursRespected');
      case 'catchUp':
        return t('catchUpChanged');
      case 'added':
      case 'edited':
      case 'removed': {
        const file = difference.kind === 'removed' ? (before.published ?? draft) : draft;
        return t(difference.kind, { followUp: nameOf(findFollowUp(file, difference.id)) });
      }
      default: {
        const { rule } = difference;
        const said =
          module === undefined ? rule.id : ruleInWords(rule, { ...rules, file: draft, module, responses, nameValue });
        return t(difference.kind, { rule: said });
      }
    }
  };
}

/** 'Email “Welcome”'. */
export function useFollowUpName(): (followUp: FileFollowUp | null) => string {
  const { t } = useWords(publishingWords);
  const responses = useResponseWords();
  return (followUp) =>
    followUp === null
      ? ''
      : t('followUpNamed', { channel: responses.channel(channelOf(followUp)), title: followUpTitle(followUp) });
}

function sayAudience(audience: FileAudience, t: InWords<typeof publishingWords.en>['t']): string {
  if (audience === 'manual') return t('audienceManual');
  return t(audience.enrollNew === undefined ? 'audienceView' : 'audienceViewLater', { view: audience.view });
}
