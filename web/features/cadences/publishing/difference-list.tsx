import { List, Stack, Text, Title } from '@mantine/core';
import { sayDifference } from '#contract/difference-words.ts';
import { RESPONSE_WINDOW_DAYS_DEFAULT } from '#core/cadence/definition.ts';
import { type Difference, differencesBetween } from '#core/cadence/differences.ts';
import type { CadenceFile, FileAudience, FileFollowUp, FileRule } from '#core/cadence/file.ts';
import { useRead } from '#web/api/hooks.ts';
import { channelOf, findFollowUp } from '#web/features/cadences/builder/draft.ts';
import { followUpTitle } from '#web/features/cadences/follow-up-title.ts';
import { publishingWords } from '#web/features/cadences/publishing/words.ts';
import { useResponseWords } from '#web/features/cadences/response-words.ts';
import { ruleInWords } from '#web/features/cadences/rules/rule-words.ts';
import { rulesWords } from '#web/features/cadences/rules/words.ts';
import { useAskedModule } from '#web/criteria/asked-module.ts';
import { useNameValue } from '#web/criteria/name-value.ts';
import { type InWords, useWords } from '#web/i18n/words.ts';

type DifferenceListProps = { readonly draft: CadenceFile; readonly published: CadenceFile };

export function DifferenceList({ draft, published }: DifferenceListProps) {
  const { t } = useWords(publishingWords);
  const say = useSayDifference(published, draft);
  const differences = differencesBetween(published, draft);
  return (
    <Stack gap={4}>
      <Title order={3}>{t('changes')}</Title>
      {differences.length === 0 ? <Text>{t('noChanges')}</Text> : null}
      <List size="sm" spacing={2}>
        {differences.map((difference) => (
          <List.Item key={say(difference)}>{say(difference)}</List.Item>
        ))}
      </List>
      {differences.some(({ kind }) => kind === 'rule_added' || kind === 'rule_edited') ? (
        <Text size="xs" c="dimmed">
          {t('rulesSwept')}
        </Text>
      ) : null}
    </Stack>
  );
}

export function useSayDifference(before: CadenceFile, after: CadenceFile): (difference: Difference) => string {
  const { t, language } = useWords(publishingWords);
  const rules = useWords(rulesWords);
  const responses = useResponseWords();
  const nameValue = useNameValue(rules.language);
  const known = useRead('getModule', { params: { module: after.module } }).data;
  const module = useAskedModule(known) ?? known;
  const nameOf = useFollowUpName();
  const sayRule = (id: string) => {
    const file = ruleIn(after, id) === undefined ? before : after;
    const rule = ruleIn(file, id);
    if (module === undefined || rule === undefined) return id;
    return ruleInWords(rule, { ...rules, file, module, responses, nameValue });
  };
  return (difference) => {
    switch (difference.kind) {
      case 'head':
        return sayHead(difference, after, t) ?? sayDifference(difference, language);
      case 'follow_up_added':
      case 'follow_up_edited':
      case 'follow_up_removed': {
        const file = difference.kind === 'follow_up_removed' ? before : after;
        return t(difference.kind, { followUp: nameOf(findFollowUp(file, difference.followUp)) });
      }
      case 'rule_added':
      case 'rule_edited':
      case 'rule_removed':
        return t(difference.kind, { rule: sayRule(difference.rule) });
      default:
        return sayDifference(difference, language);
    }
  };
}

function ruleIn({ unenroll = [] }: CadenceFile, id: string): FileRule | undefined {
  return unenroll.find((rule) => rule.id === id);
}

type Say = InWords<typeof publishingWords.en>['t'];

function sayHead({ head }: Extract<Difference, { kind: 'head' }>, after: CadenceFile, t: Say): string | null {
  switch (head) {
    case 'name':
      return t('nameChanged', { name: after.name });
    case 'description':
      return t('descriptionChanged');
    case 'audience':
      return t('audienceChanged', { audience: sayAudience(after.audience, t) });
    case 'responseWindowDays':
      return t('windowChanged', { days: after.responseWindowDays ?? RESPONSE_WINDOW_DAYS_DEFAULT });
    case 'businessHours':
      return t(after.businessHours === 'ignored' ? 'hoursIgnored' : 'hoursRespected');
    case 'catchUp':
      return t('catchUpChanged');
    default:
      return null; // of another module it is another cadence
  }
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

function sayAudience(audience: FileAudience, t: Say): string {
  if (audience === 'manual') return t('audienceManual');
  return t(audience.enrollNew === undefined ? 'audienceView' : 'audienceViewLater', { view: audience.view });
}
