// A template while it is written: what changed, why it can't be saved yet, and saving it.
import { useState } from 'react';
import type { Answer } from '#web/api/call.ts';
import { useAct, useRead } from '#web/api/hooks.ts';
import type { ApiProblem } from '#contract/client/problem.ts';
import { templatesWords } from '#web/features/templates/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { type PlainKey, useWords } from '#web/i18n/words.ts';
import { may, useMe } from '#web/session/me.ts';
import { toastDone } from '#web/ui/toast.tsx';

export type WrittenTemplate = Pick<Answer<'getTemplate'>, 'name' | 'subject' | 'html' | 'text' | 'mjml' | 'variants'>;
export type Content = Pick<WrittenTemplate, 'subject' | 'html' | 'text' | 'mjml'>;

export const emptyContent: Content = { subject: '', html: '', text: null, mjml: null };
export type TemplateListed = Answer<'listTemplates'>['items'][number];

export type Editing = {
  readonly template: WrittenTemplate;
  readonly change: (changes: Partial<WrittenTemplate>) => void;
  readonly isNew: boolean;
  readonly isReadOnly: boolean;
  readonly isDirty: boolean;
  readonly isSaving: boolean;
  readonly isNameTaken: boolean;
  /** Cadences that send it, in words. Null: none. */
  readonly sentBy: string | null;
  /** Why it can't be saved now. Null: it can. */
  readonly why: string | null;
  readonly problem: ApiProblem | null;
  readonly save: () => void;
};

type EditingOptions = {
  readonly initial: WrittenTemplate;
  readonly isNew: boolean;
  readonly onSaved: (name: string) => void;
};

export function useEditing({ initial, isNew, onSaved }: EditingOptions): Editing {
  const { t } = useWords(templatesWords);
  const format = useFormat();
  const [template, setTemplate] = useState(initial);
  const [kept, setKept] = useState(initial);
  const isReadOnly = !may(useMe(), 'cadences.write');
  const listed = useRead('listTemplates').data?.items ?? [];
  const name = template.name.trim();
  const isNameTaken = isNew && listed.some((other) => other.name === name);
  const sending = isNew ? [] : sendersOf(listed.find((other) => other.name === name));
  const sentBy = sending.length === 0 ? null : format.list(sending);
  const put = useAct('putTemplate', {
    refreshes: ['listTemplates', 'getTemplate', 'getCadence', 'listCadences'],
    onDone: () => {
      setKept(template);
      toastDone(sentBy === null ? t('saved', { name }) : t('savedAndSent', { name, cadences: sentBy }));
      onSaved(name);
    },
    onProblem: () => undefined, // shown beside what is written
  });
  const isDirty = JSON.stringify(template) !== JSON.stringify(kept);
  const missing = whyNotSave(template, isNameTaken) ?? (isDirty ? null : 'whyUnchanged');
  return {
    template,
    change: (changes) => setTemplate((before) => ({ ...before, ...changes })),
    isNew,
    isReadOnly,
    isDirty,
    isSaving: put.isPending,
    isNameTaken,
    sentBy,
    why: isReadOnly ? t('readOnly') : missing === null ? null : t(missing),
    problem: put.error,
    save: () => put.mutate({ params: { name }, body: contentOf(template) }),
  };
}

/** Names of the cadences that a deletion would take it from. */
export function sendersOf(template: TemplateListed | undefined): string[] {
  return (template?.usedBy ?? []).filter(({ sends }) => sends).map(({ name }) => name);
}

/** As it is saved. */
export function contentOf({ variants, ...own }: WrittenTemplate) {
  return {
    ...sentOf(own),
    variants: variants.map(({ language, ...content }) => ({ language, ...sentOf(content) })),
  };
}

/** A text of one's own that is empty is none; with MJML the HTML is made from it. */
function sentOf({ subject, html, text, mjml }: Content): Content {
  return { subject, html: mjml === null ? html : '', text: text === null || text.trim() === '' ? null : text, mjml };
}

export function isEmpty({ html, mjml }: Pick<Content, 'html' | 'mjml'>): boolean {
  return (mjml ?? html).trim() === '';
}

function whyNotSave(
  { name, variants, ...own }: WrittenTemplate,
  isNameTaken: boolean,
): PlainKey<typeof templatesWords.en> | null {
  if (name.trim() === '') return 'whyName';
  if (isNameTaken) return 'whyNameTaken';
  if (own.subject.trim() === '') return 'whySubject';
  if (isEmpty(own)) return 'whyBody';
  return variants.some((variant) => variant.subject.trim() === '' || isEmpty(variant)) ? 'whyVariant' : null;
}
