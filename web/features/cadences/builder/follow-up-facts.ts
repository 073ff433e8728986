// What a follow-up says of itself on the canvas and in the outline.
import type { FileFollowUp, FileOwner, FileTrigger } from '#core/cadence/file.ts';
import { useRead } from '#web/api/hooks.ts';
import { useBuilder } from '#web/features/cadences/builder/builder-context.ts';
import { channelOf } from '#web/features/cadences/builder/draft.ts';
import { problemsAt } from '#web/features/cadences/builder/use-problems.ts';
import { useTitles } from '#web/features/cadences/builder/use-titles.ts';
import { builderWords } from '#web/features/cadences/builder/words.ts';
import { capital, useResponseWords } from '#web/features/cadences/response-words.ts';
import { inWordsOfFields } from '#web/features/templates/merge-fields.ts';
import { useWords } from '#web/i18n/words.ts';

export type Mood = 'start' | 'answer' | 'silence' | 'refusal' | 'state';

export type FollowUpFacts = {
  readonly title: string;
  /** The subject of the email, or who does it. */
  readonly detail: string;
  /** 'Opened · after 2 days'. */
  readonly when: string;
  readonly mood: Mood;
  readonly errors: number;
  readonly warnings: number;
  /** All of it in one sentence. */
  readonly sentence: string;
};

export function useFollowUpFacts(): (followUp: FileFollowUp) => FollowUpFacts {
  const { t } = useWords(builderWords);
  const { problems, calm, module } = useBuilder();
  const words = useResponseWords(module);
  const titleOf = useTitles();
  const detailOf = useDetail();
  return (followUp) => {
    const title = titleOf(followUp);
    const { when: triggers = [] } = followUp;
    const channel = words.channel(channelOf(followUp));
    const delay = words.timing(followUp);
    const started = words.triggers(triggers);
    const own = problemsAt(problems ?? [], `followUps/${followUp.id}`).filter(({ path }) => !calm.isQuiet(path));
    const errors = own.filter(({ severity }) => severity === 'error').length;
    const sentence =
      triggers.length === 0
        ? t('nodeFirst', { channel, title, delay })
        : t('nodeAfter', { channel, title, triggers: started, delay });
    const warnings = own.length - errors;
    return {
      title,
      detail: detailOf(followUp),
      when: triggers.length === 0 ? capital(delay) : [started, delay].join(' · '),
      mood: moodOf(triggers),
      errors,
      warnings,
      sentence: own.length === 0 ? sentence : [sentence, t('problemCount', { count: own.length })].join(' – '),
    };
  };
}

function useDetail(): (followUp: FileFollowUp) => string {
  const { t, language } = useWords(builderWords);
  const { module } = useBuilder();
  const users = useRead('listUsers').data?.items ?? [];
  const templates = useRead('listTemplates').data?.items ?? [];
  const nameOf = (owner: FileOwner | undefined): string => {
    if (owner === undefined || owner === 'record_owner') return t('ownerOfRecord');
    return users.find(({ email }) => email === owner.user)?.name ?? owner.user;
  };
  return ({ email, whatsapp, task, call }) => {
    if (whatsapp !== undefined) return whatsapp.template;
    if (email === undefined) return nameOf((task ?? call)?.owner);
    const subject = templates.find(({ name }) => name === email.template)?.subject ?? '';
    return inWordsOfFields(subject, module, language);
  };
}

const refusals: ReadonlySet<unknown> = new Set(['bounced', 'unsubscribed', 'failed', 'cancelled', 'overdue']);
const answers: ReadonlySet<unknown> = new Set(['opened', 'clicked', 'read', 'replied', 'completed']);

function moodOf(triggers: readonly FileTrigger[]): Mood {
  const [first] = triggers;
  if (first === undefined) return 'start';
  if (typeof first === 'object') return 'not' in first ? 'silence' : 'answer';
  if (refusals.has(first)) return 'refusal';
  return answers.has(first) ? 'answer' : 'state';
}
