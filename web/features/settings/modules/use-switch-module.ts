import type { Answer } from '#web/api/call.ts';
import { useAct } from '#web/api/hooks.ts';
import type { ListedModule } from '#web/features/records/modules.ts';
import { moduleWords } from '#web/features/settings/modules/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { confirm } from '#web/ui/confirm.ts';
import { toastDone } from '#web/ui/toast.tsx';

/** Out of use and back; what stands still because of it is told. */
export function useSwitchModule({ key, label }: ListedModule) {
  const { t, language } = useWords(moduleWords);
  const format = useFormat();
  const name = label[language];
  const change = useAct('changeModule', { refreshes: ['listModules', 'getModule', 'listCadences', 'listRelated'] });
  const set = (retired: boolean, tell: (answer: Answer<'changeModule'>) => void) =>
    change.mutate({ params: { module: key }, body: { retired } }, { onSuccess: tell });
  const restore = () => set(false, () => toastDone(t('restored', { name })));
  const retire = async () => {
    const question = { title: t('retireTitle', { name }), text: t('retireText'), yes: t('retire') };
    if (!(await confirm({ ...question, kind: 'destructive' }))) return;
    set(true, ({ cadences }) => {
      const names = format.list(cadences.map((cadence) => cadence.name));
      const still = cadences.length === 0 ? '' : t('standStill', { names });
      toastDone(`${t('wasRetired', { name })} ${still}`.trim(), restore);
    });
  };
  return { retire, restore };
}
