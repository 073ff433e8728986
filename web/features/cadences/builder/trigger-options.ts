// What can be chosen as the start of a follow-up, by the channel of the one before it.
import type { FileTrigger } from '#core/cadence/file.ts';
import {
  absences,
  absencesOf,
  type Channel,
  defaultCallResults,
  isMessage,
  responsesOf,
} from '#core/cadence/response.ts';
import { builderWords } from '#web/features/cadences/builder/words.ts';
import { kindOfTrigger } from '#web/features/cadences/builder/new-follow-up.ts';
import { capital, responseWords, useResponseWords } from '#web/features/cadences/response-words.ts';
import { useWords } from '#web/i18n/words.ts';

type Option = { readonly value: string; readonly label: string };
export type OptionGroup = { readonly group: string; readonly items: Option[] };

const WITHIN = { days: 3 } as const;

/** Values are kinds of triggers. */
export function useTriggerOptions(channel: Channel): OptionGroup[] {
  const { t } = useWords(builderWords);
  const { t: say } = useWords(responseWords);
  const words = useResponseWords();
  const option = (trigger: FileTrigger, label: string): Option => ({
    value: kindOfTrigger(trigger),
    label: capital(label),
  });
  const responses = responsesOf(channel).map((response) => option(response, words.response(response)));
  if (isMessage(channel)) {
    const missing = absencesOf(channel).map((not) => option({ not, within: WITHIN }, say(withoutTime[not])));
    return [
      {
        group: t('groupResponse'),
        items: [...responses, ...(channel === 'email' ? [option({ link: '' }, say('anyLink'))] : [])],
      },
      { group: t('groupAbsence'), items: missing },
    ];
  }
  if (channel === 'task') return [{ group: t('groupStatus'), items: responses }];
  const results = defaultCallResults.map((result) => option({ result }, words.result(result)));
  return [
    { group: t('groupStatus'), items: responses },
    { group: t('groupResult'), items: results },
  ];
}

const withoutTime = {
  opened: 'notOpenedInTime',
  clicked: 'notClickedInTime',
  read: 'notReadInTime',
  replied: 'notRepliedInTime',
} as const;

/** The trigger of this kind, as it is to begin with. */
export function triggerOfKind(kind: string, channel: Channel): FileTrigger | null {
  if (kind === 'link') return { link: '' };
  const response = responsesOf(channel).find((one) => one === kind);
  if (response !== undefined) return response;
  const absence = absences.find((one) => kind === `not:${one}`);
  if (absence !== undefined) return { not: absence, within: WITHIN };
  return kind.startsWith('result:') ? { result: kind.slice('result:'.length) } : null;
}
