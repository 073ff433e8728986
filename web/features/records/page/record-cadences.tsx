// The related list: every round of the record, the newest first, with what can be done with it (C-64, C-70, C-74).
import { Button, Group, Text } from '@mantine/core';
import { PlusIcon } from '@heroicons/react/16/solid';
import { useState } from 'react';
import { RoundActions } from '#web/features/enrollments/round-actions.tsx';
import { roundWords } from '#web/features/enrollments/round-words.ts';
import { AddCadenceButton } from '#web/features/records/page/add-cadence-button.tsx';
import { RecordSection } from '#web/features/records/page/record-section.tsx';
import { type Round, roundColumns } from '#web/features/records/page/round-columns.tsx';
import type { ShownRecord } from '#web/features/records/module.ts';
import { useWords } from '#web/i18n/words.ts';
import { RelatedList, useRelatedColumns } from '#web/ui/related-list.tsx';

type RecordCadencesProps = {
  readonly record: ShownRecord;
  /** By its key. */
  readonly module: string;
  readonly rounds: readonly Round[];
};

export function RecordCadences({ record, module, rounds }: RecordCadencesProps) {
  const { t } = useWords(roundWords);
  const [isAll, setAll] = useState(false);
  const { shown, choice } = useRelatedColumns('record.cadences', roundColumns(rounds, t));
  const latest = rounds.filter(isLatest);
  const hidden = isAll ? 0 : rounds.length - latest.length;
  return (
    <RecordSection
      title={t('cadences')}
      actions={
        <>
          {rounds.length === 0 ? null : choice}
          <AddCadenceButton
            module={module}
            record={record}
            variant="subtle"
            leftSection={<PlusIcon width={16} aria-hidden />}
          >
            {t('addCadence')}
          </AddCadenceButton>
        </>
      }
    >
      {rounds.length === 0 ? (
        <Text size="sm" c="dimmed" p="sm">
          {t('none')}
        </Text>
      ) : (
        <RelatedList
          label={t('cadences')}
          columns={shown}
          rows={isAll ? rounds : latest}
          rowKey={({ id }) => id}
          actions={{
            label: t('actions'),
            of: (round) => (
              <Group gap={4} wrap="nowrap">
                <RoundActions enrollment={round} size="compact-xs" />
              </Group>
            ),
          }}
        />
      )}
      {hidden > 0 ? (
        <Button variant="subtle" color="gray" size="compact-xs" mt={4} onClick={() => setAll(true)}>
          {t('showAll', { count: hidden })}
        </Button>
      ) : null}
    </RecordSection>
  );
}

/** In its cadence: later ones leave no choice to it. */
function isLatest({ restart }: Round): boolean {
  return restart !== null;
}
