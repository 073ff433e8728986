import { useState } from 'react';
import type { ApiProblem } from '#contract/client/problem.ts';
import { FORM_MODULE } from '#core/web-forms/web-form.ts';
import { useAct, useRead } from '#web/api/hooks.ts';
import { WebFormForm } from '#web/features/settings/web-forms/web-form-form.tsx';
import { type WebForm, wishOf } from '#web/features/settings/web-forms/wish.ts';
import { webFormWords } from '#web/features/settings/web-forms/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Loaded } from '#web/ui/states.tsx';
import { toastDone } from '#web/ui/toast.tsx';

type EditWebFormProps = { readonly form: WebForm; readonly onClose: () => void };

export function EditWebForm({ form, onClose }: EditWebFormProps) {
  const { t } = useWords(webFormWords);
  const { t: general } = useWords(generalWords);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const update = useAct('updateWebForm', {
    refreshes: ['listWebForms'],
    onDone: () => {
      toastDone(t('saved'));
      onClose();
    },
    onProblem: setProblem,
  });
  return (
    <Dialog title={t('editTitle', { name: form.name })} size="lg" isKept onClose={onClose}>
      <Loaded of={useRead('getModule', { params: { module: FORM_MODULE } })}>
        {({ fields }) => (
          <WebFormForm
            start={wishOf(form, fields)}
            fields={fields}
            yes={general('save')}
            problem={problem}
            isPending={update.isPending}
            onCancel={onClose}
            onSave={(body) => update.mutate({ params: { id: form.id }, body })}
          />
        )}
      </Loaded>
    </Dialog>
  );
}
