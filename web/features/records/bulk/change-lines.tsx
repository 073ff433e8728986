import { useState } from 'react';
import { isLeftOut, pilesTold } from '#web/features/records/bulk/answers.ts';
import { BackgroundLine } from '#web/features/records/bulk/background-line.tsx';
import { ChangedView } from '#web/features/records/bulk/changed-view.tsx';
import { changeWords } from '#web/features/records/bulk/change-words.ts';
import { type BulkChange, isOpen } from '#web/features/records/bulk/jobs.ts';
import { useEnds } from '#web/features/records/bulk/use-ends.ts';
import { bulkWords } from '#web/features/records/bulk/words.ts';
import { namesOf } from '#web/features/records/module.ts';
import { useModules } from '#web/features/records/modules.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { Dialog } from '#web/ui/dialog.tsx';

type ChangeLinesProps = { readonly changes: readonly BulkChange[]; readonly onGo: () => void };

const doing = { update: 'jobUpdate', tag: 'jobTag', delete: 'jobDelete' } as const;

/** As for jobs of cadences: a line for each that goes on, a toast at its end, the whole story behind both. */
export function ChangeLines({ changes, onGo }: ChangeLinesProps) {
  const { t, language } = useWords(bulkWords);
  const modules = useModules();
  const [shown, setShown] = useState<BulkChange | null>(null);
  const close = () => setShown(null);
  const nameOf = ({ kind, module: key }: BulkChange) => {
    const module = modules.find((one) => one.key === key);
    return t(doing[kind], { records: module === undefined ? key : namesOf(module, language).records });
  };
  useEnds(changes, useStory(), setShown);
  return (
    <>
      {changes.filter(isOpen).map((change) => (
        <BackgroundLine
          key={change.id}
          job={change}
          name={nameOf(change)}
          onClick={() => {
            setShown(change);
            onGo();
          }}
        />
      ))}
      <Dialog isOpen={shown !== null} onClose={close} size="lg" title={shown === null ? '' : nameOf(shown)}>
        {shown === null ? null : (
          <ChangedView
            changed={{ kind: 'started', id: shown.id }}
            known={{ module: shown.module, records: [] }}
            onClose={close}
          />
        )}
      </Dialog>
    </>
  );
}

/** What came of it, in a line. */
function useStory(): (change: BulkChange) => string {
  const { t, language } = useWords(bulkWords);
  const { t: words } = useWords(changeWords);
  const format = useFormat();
  const modules = useModules();
  return ({ module: key, piles, message, state }) => {
    const counts = pilesTold(piles).map((pile) => {
      const { count } = pile;
      return words(isLeftOut(pile) ? 'leftOut' : pile.result === 'deleted' ? 'deleted' : 'updated', { count });
    });
    const module = modules.find((one) => one.key === key)?.label[language] ?? key;
    const came = counts.length === 0 ? t('nothingFound') : format.list(counts);
    const why = message ?? (state === 'cancelled' ? t('stopped') : '');
    return [t('changesIn', { module }), came, why].join(' ').trim();
  };
}
