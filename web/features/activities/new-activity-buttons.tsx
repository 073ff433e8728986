import { Button, type ButtonProps } from '@mantine/core';
import { PlusIcon } from '@heroicons/react/16/solid';
import { useState } from 'react';
import { activitiesWords } from '#web/features/activities/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { may, useMe } from '#web/session/me.ts';
import { lazily, OnceOpened } from '#web/ui/on-demand.tsx';

const NewActivity = lazily(async () => (await import('#web/features/activities/new-activity.tsx')).NewActivity);

type NewActivityButtonsProps = Pick<ButtonProps, 'variant'> & {
  readonly record: { readonly id: string; readonly name: string } | null;
};

const kinds = ['task', 'call'] as const;
const words = { task: 'newTask', call: 'newCall' } as const;

/** Absent for those who may not write. */
export function NewActivityButtons({ record, variant = 'default' }: NewActivityButtonsProps) {
  const { t } = useWords(activitiesWords);
  const mayWrite = may(useMe(), 'records.write');
  const [wanted, setWanted] = useState<(typeof kinds)[number] | null>(null);
  if (!mayWrite) return null;
  return kinds.map((kind) => (
    <span key={kind}>
      <Button variant={variant} leftSection={<PlusIcon width={16} aria-hidden />} onClick={() => setWanted(kind)}>
        {t(words[kind])}
      </Button>
      <OnceOpened isOpen={wanted === kind}>
        <NewActivity kind={kind} record={record} isOpen={wanted === kind} onClose={() => setWanted(null)} />
      </OnceOpened>
    </span>
  ));
}
