// Why a follow-up that is due waits, and until when where that is still to come.
import type { Answer } from '#web/api/call.ts';
import { enrollmentsWords } from '#web/features/enrollments/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { useNow } from '#web/ui/when.tsx';

export type Held = NonNullable<Answer<'getEnrollment'>['held']>;

export function HeldNote({ held: { until, words } }: { readonly held: Held }) {
  const { t } = useWords(enrollmentsWords);
  const format = useFormat();
  const now = useNow();
  if (Date.parse(until) <= now) return t('held', { why: words });
  return t('heldUntil', { why: words, when: format.dateTime(until) });
}
