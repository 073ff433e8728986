import type { Answer } from '#web/api/call.ts';
import { cadencesWords } from '#web/features/cadences/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { Tone } from '#web/ui/tone.tsx';

export type Status = Answer<'getCadence'>['status'];

const tones: Readonly<Record<Status, string>> = { draft: 'gray', active: 'green', disabled: 'yellow', invalid: 'red' };

export function CadenceStatus({ status }: { readonly status: Status }) {
  const { t } = useWords(cadencesWords);
  return <Tone color={tones[status]}>{t(status)}</Tone>;
}
