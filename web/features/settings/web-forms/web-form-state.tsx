import { Alert } from '@mantine/core';
import type { WebForm } from '#web/features/settings/web-forms/wish.ts';
import { webFormWords } from '#web/features/settings/web-forms/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { Tone } from '#web/ui/tone.tsx';

type WithForm = { readonly form: WebForm };

export function WebFormState({ form: { active, createdBy } }: WithForm) {
  const { t } = useWords(webFormWords);
  if (!active) return <Tone color="gray">{t('off')}</Tone>;
  return createdBy.active ? <Tone color="green">{t('on')}</Tone> : <Tone color="red">{t('offMaker')}</Tone>;
}

/** Why nobody can fill it in although it is on, or why no lead comes of it. */
export function WebFormProblem({ form: { createdBy, owner } }: WithForm) {
  const { t } = useWords(webFormWords);
  if (!createdBy.active) return <Alert color="yellow">{t('makerInactive', { name: createdBy.name })}</Alert>;
  return owner.active ? null : <Alert color="yellow">{t('ownerInactive', { name: owner.name })}</Alert>;
}
