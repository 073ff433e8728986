// The states of enrollments and of their follow-ups, in a word with its colour.
import type { Answer } from '#web/api/call.ts';
import { enrollmentsWords } from '#web/features/enrollments/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { Tone } from '#web/ui/tone.tsx';

type Enrollment = Answer<'getEnrollment'>;

const tones: Readonly<Record<Enrollment['status'], string>> = {
  active: 'green',
  completed: 'iris',
  expired: 'yellow',
  unenrolled: 'gray',
  stopped: 'orange',
  failed: 'red',
};

export function RoundStatus({ status }: { readonly status: Enrollment['status'] }) {
  const { t } = useWords(enrollmentsWords);
  return <Tone color={tones[status]}>{t(status)}</Tone>;
}

type FollowUpState = Enrollment['followUps'][number]['state'];

const stateTones: Readonly<Record<FollowUpState, string>> = {
  waiting: 'gray',
  scheduled: 'blue',
  claimed: 'blue',
  executed: 'green',
  skipped: 'gray',
  suppressed: 'orange',
  cancelled: 'gray',
  failed: 'red',
  needs_review: 'red',
};

export function FollowUpStatus({ state }: { readonly state: FollowUpState }) {
  const { t } = useWords(enrollmentsWords);
  return <Tone color={stateTones[state]}>{t(state)}</Tone>;
}
