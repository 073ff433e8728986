import type { FileFollowUp } from '#core/cadence/file.ts';
import { channelOf } from '#web/features/cadences/builder/draft.ts';
import { builderWords } from '#web/features/cadences/builder/words.ts';
import { followUpTitle } from '#web/features/cadences/follow-up-title.ts';
import { useWords } from '#web/i18n/words.ts';

const untitled = {
  email: 'untitledEmail',
  whatsapp: 'untitledWhatsapp',
  task: 'untitledTask',
  call: 'untitledCall',
} as const;

/** What a follow-up is called on this page, also while it has no subject yet. */
export function useTitles(): (followUp: FileFollowUp) => string {
  const { t } = useWords(builderWords);
  return (followUp) => {
    const title = followUpTitle(followUp);
    return title === '' ? t(untitled[channelOf(followUp)]) : title;
  };
}
