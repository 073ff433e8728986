// What events are called: “Leads: created”.
import { recordVerbs, ROUNDS, roundVerbs, TEST_EVENT } from '#core/webhooks/event-types.ts';
import { useModules } from '#web/features/records/modules.ts';
import { webhookWords } from '#web/features/settings/webhooks/words.ts';
import { useWords } from '#web/i18n/words.ts';

const verbs = [...recordVerbs, ...roundVerbs];

export function useEventNames() {
  const { t, language } = useWords(webhookWords);
  const modules = useModules();
  const verbOf = (event: string): string => {
    const key = event.slice(event.indexOf('.') + 1);
    const verb = verbs.find((one) => one === key);
    return verb === undefined ? key : t(verb);
  };
  /** `group`: a module's key, or that of rounds. */
  const groupOf = (group: string): string =>
    group === ROUNDS ? t('rounds') : (modules.find(({ key }) => key === group)?.label[language] ?? group);
  const nameOf = (event: string): string =>
    event === TEST_EVENT
      ? t('testEvent')
      : t('eventName', { group: groupOf(event.slice(0, event.indexOf('.'))), verb: verbOf(event) });
  return { verbOf, groupOf, nameOf };
}
