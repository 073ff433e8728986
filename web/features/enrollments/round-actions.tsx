// Taking a record out of a cadence, or letting it go on or begin again (C-56, C-70).
import type { Enrollment } from '#web/features/enrollments/story.ts';
import { useRoundActs } from '#web/features/enrollments/round-acts.ts';
import { roundWords } from '#web/features/enrollments/round-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { may, useMe } from '#web/session/me.ts';
import { WhyButton, type WhyButtonProps } from '#web/ui/why-button.tsx';

type RoundActionsProps = Pick<WhyButtonProps, 'size'> & {
  readonly enrollment: Pick<Enrollment, 'record' | 'cadence' | 'status' | 'continue' | 'restart'>;
};

export function RoundActions({ enrollment, ...button }: RoundActionsProps) {
  const { t } = useWords(roundWords);
  const me = useMe();
  const { record, cadence, status } = enrollment;
  const acts = useRoundActs(record);
  if (record === null || !may(me, 'enrollments.write')) return null;
  const offered = status === 'active' ? (['unenroll'] as const) : (['continue', 'restart'] as const);
  return offered.map((what) => {
    const choice = what === 'unenroll' ? { possible: true as const } : enrollment[what];
    if (choice === null) return null;
    return (
      <WhyButton
        key={what}
        variant="default"
        why={choice.possible ? null : choice.message}
        loading={acts.pending === what}
        onClick={() => void acts.ask(what, cadence)}
        {...button}
      >
        {t(what)}
      </WhyButton>
    );
  });
}
