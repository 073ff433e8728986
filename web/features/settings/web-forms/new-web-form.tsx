import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ApiProblem } from '#contract/client/problem.ts';
import { FORM_MODULE } from '#core/web-forms/web-form.ts';
import { useAct, useRead } from '#web/api/hooks.ts';
import { WebFormForm } from '#web/features/settings/web-forms/web-form-form.tsx';
import { newWish } from '#web/features/settings/web-forms/wish.ts';
import { webFormWords } from '#web/features/settings/web-forms/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { useMe } from '#web/session/me.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Loaded } from '#web/ui/states.tsx';
import { toastDone } from '#web/ui/toast.tsx';

export function NewWebForm({ onClose }: { readonly onClose: () => void }) {
  const { t, language } = useWords(webFormWords);
  const owner = useMe().user.id;
  const navigate = useNavigate();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const create = useAct('createWebForm', {
    refreshes: ['listWebForms'],
    onDone: ({ id }) => {
      toastDone(t('made'));
      void navigate({ to: paths.settingsWebForm, params: { webFormId: id } });
    },
    onProblem: setProblem,
  });
  return (
    <Dialog title={t('add')} size="lg" isKept onClose={onClose}>
      <Loaded of={useRead('getModule', { params: { module: FORM_MODULE } })}>
        {({ fields }) => (
          <WebFormForm
            start={newWish(fields, { language, owner })}
            fields={fields}
            yes={t('add')}
            problem={problem}
            isPending={create.isPending}
            onCancel={onClose}
            onSave={(body) => create.mutate({ body })}
          />
        )}
      </Loaded>
    </Dialog>
  );
}
