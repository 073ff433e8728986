// K-14: before a view takes another meaning, whoever changes it sees whom that takes out of cadences.
import { call } from '#web/api/call.ts';
import type { View } from '#web/features/records/list/records-search.ts';
import { viewWords } from '#web/features/records/views/words.ts';
import { inWords } from '#web/i18n/words.ts';
import { confirm } from '#web/ui/confirm.ts';

/** True: nobody leaves, or that is wanted. */
export async function confirmLeaving(view: View, criteria: object): Promise<boolean> {
  if (JSON.stringify(view.criteria) === JSON.stringify(criteria)) return true;
  const { cadences } = await call('previewView', { params: { id: view.id }, body: { criteria: { ...criteria } } });
  const leaving = cadences.filter((one) => one.leaving > 0);
  if (leaving.length === 0) return true;
  const t = inWords(viewWords);
  const counts = leaving.map(({ name, active, leaving: out }) => t('leavingOne', { name, active, leaving: out }));
  const text = t('leavingText', { counts: counts.join(', ') });
  return confirm({ title: t('leavingTitle'), text, yes: t('leavingYes'), kind: 'destructive' });
}
