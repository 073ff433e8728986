// The cadences a record could be added to, and why not to the others: the server's word about those that apply, and what
// the list of cadences says about the rest.
import type { Answer } from '#web/api/call.ts';
import type { roundWords } from '#web/features/enrollments/round-words.ts';
import type { enrollmentsWords } from '#web/features/enrollments/words.ts';
import type { Round } from '#web/features/records/page/round-columns.tsx';
import type { Translate } from '#web/i18n/words.ts';

export type CadenceChoice = {
  readonly id: string;
  readonly name: string;
  /** Null: it is possible. */
  readonly why: string | null;
  readonly hint: string | null;
  /** The record was in it before: why it can't continue or restart; null: it can. */
  readonly earlier: { readonly continue: string | null; readonly restart: string | null } | null;
};

type Cadence = Answer<'listCadences'>['items'][number];
type Say = Translate<typeof roundWords.en>;
type SayStatus = Translate<typeof enrollmentsWords.en>;

/** Those that are possible first. */
export function cadenceChoices(
  { applicable, items }: Answer<'listRecordEnrollments'>,
  cadences: readonly Cadence[],
  { t, status }: { readonly t: Say; readonly status: SayStatus },
): CadenceChoice[] {
  const open = new Set(applicable.map(({ id }) => id));
  const choices = cadences.map((cadence): CadenceChoice => {
    const { id, name } = cadence;
    const latest = items.find((round) => round.cadence.id === id && round.restart !== null);
    if (!open.has(id)) return { id, name, why: whyNot(cadence, latest, t), hint: null, earlier: null };
    if (latest === undefined) return { id, name, why: null, hint: null, earlier: null };
    const earlier = { continue: refusal(latest.continue), restart: refusal(latest.restart) };
    const why = earlier.continue !== null && earlier.restart !== null ? earlier.restart : null;
    return { id, name, why, hint: t('wasIn', { status: status(latest.status) }), earlier };
  });
  return [...choices.filter(({ why }) => why === null), ...choices.filter(({ why }) => why !== null)];
}

function refusal(choice: Round['continue']): string | null {
  return choice === null || choice.possible ? null : choice.message;
}

function whyNot(cadence: Cadence, latest: Round | undefined, t: Say): string {
  if (latest?.status === 'active') return t('inItNow');
  return whyClosed(cadence, t) ?? t('viewOnly', { view: cadence.audience.view ?? '' });
}

/** Why nobody can be added by hand (C-24); null: one can. */
export function whyClosed({ status, audience }: Cadence, t: Say): string | null {
  if (status === 'draft') return t('isDraft');
  if (status === 'disabled') return t('isDisabled');
  if (status === 'invalid') return t('isInvalid');
  return audience.takesManual ? null : t('viewOnly', { view: audience.view ?? '' });
}
