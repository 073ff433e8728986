// Choose a cadence, see how far it is, read what became of whom.
import { Alert, Button, Group, Modal, Progress, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type CadenceHead, CadenceList } from '#web/features/leads/bulk/cadence-list.tsx';
import type { Outcome } from '#web/features/leads/bulk/outcomes.ts';
import { RunReport } from '#web/features/leads/bulk/run-report.tsx';
import { type Named, sizeOf, type Target } from '#web/features/leads/bulk/target.ts';
import { type Run, useRun } from '#web/features/leads/bulk/use-run.ts';
import { bulkWords } from '#web/features/leads/bulk/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';

type BulkDialogProps = {
  readonly isOpen: boolean;
  readonly target: Target;
  readonly onClose: () => void;
  readonly words: {
    readonly title: string;
    readonly which: string;
    readonly hint: string;
    /** Null: nobody counted them all. */
    readonly yes: (count: number | null) => string;
  };
  /** Why a cadence can't be chosen; null: it can. */
  readonly whyNot: (cadence: CadenceHead) => string | null;
  readonly act: (cadence: CadenceHead, leads: readonly Named[]) => Promise<readonly Outcome[]>;
  /** What is asked when it is over. */
  readonly after?: (cadence: CadenceHead, run: Run) => ReactNode;
};

export function BulkDialog(props: BulkDialogProps) {
  const { t: general } = useWords(generalWords);
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      size="lg"
      title={props.words.title}
      closeButtonProps={{ 'aria-label': general('close') }}
    >
      <Steps {...props} />
    </Modal>
  );
}

function Steps({ target: now, onClose, words, whyNot, act, after }: BulkDialogProps) {
  const [target] = useState(now); // lists go on loading meanwhile
  const [cadence, setCadence] = useState<CadenceHead | null>(null);
  const run = useRun();
  if (cadence === null || run.state === 'ready') {
    const start = (chosen: CadenceHead) => {
      setCadence(chosen);
      run.start(target, (leads) => act(chosen, leads));
    };
    return (
      <CadenceList
        label={words.which}
        hint={words.hint}
        yes={words.yes(sizeOf(target))}
        whyNot={whyNot}
        onChosen={start}
        onCancel={onClose}
      />
    );
  }
  if (run.state === 'running') return <Running run={run} total={sizeOf(target)} />;
  return <Over cadence={cadence} run={run} question={after?.(cadence, run) ?? null} onClose={onClose} />;
}

function Running({ run, total }: { readonly run: Run; readonly total: number | null }) {
  const { t } = useWords(bulkWords);
  const format = useFormat();
  const done = format.number(run.done);
  const says = total === null ? t('runningOn', { done }) : t('running', { done, total: format.number(total) });
  return (
    <Stack>
      <Text role="status">{says}</Text>
      <Progress value={total === null ? 100 : (100 * run.done) / total} animated aria-label={says} />
      <Group justify="flex-end">
        <Button variant="default" onClick={run.stop}>
          {t('stop')}
        </Button>
      </Group>
    </Stack>
  );
}

type OverProps = {
  readonly cadence: CadenceHead;
  readonly run: Run;
  readonly question: ReactNode;
  readonly onClose: () => void;
};

function Over({ cadence, run, question, onClose }: OverProps) {
  const { t } = useWords(bulkWords);
  return (
    <Stack>
      {run.isStopped ? <Alert color="yellow">{t('stopped')}</Alert> : null}
      {run.problem === null ? null : (
        <Alert color="red" title={run.problem.message}>
          {t('brokenOff')}
        </Alert>
      )}
      <RunReport cadence={cadence.name} outcomes={run.outcomes} />
      {question}
      <Group justify="flex-end">
        <Button variant={question === null ? 'filled' : 'default'} onClick={onClose}>
          {t('done')}
        </Button>
      </Group>
    </Stack>
  );
}
