import { Alert, Button, Group } from '@mantine/core';
import type { Field } from '#web/features/records/module.ts';
import { FieldValue } from '#web/features/records/fields/field-value.tsx';
import { recordWords } from '#web/features/records/page/record-words.ts';
import { useWords } from '#web/i18n/words.ts';
import type { ShownRecord } from '#web/features/records/module.ts';

type FieldConflictProps = {
  readonly field: Field;
  /** What it is by now. */
  readonly theirs: ShownRecord;
  readonly onTheirs: () => void;
  readonly onMine: () => void;
};

/** Somebody else was quicker: both values are told, and the reader chooses. */
export function FieldConflict({ field, theirs, onTheirs, onMine }: FieldConflictProps) {
  const { t } = useWords(recordWords);
  const value = theirs.values[field.key] ?? null;
  return (
    <Alert color="yellow" p="xs" mt={4} role="alert">
      {value === null ? (
        t('conflictEmpty')
      ) : (
        <>
          {t('conflict')}{' '}
          <strong>
            <FieldValue field={field} value={value} leadsTo={theirs.lookups[field.key] ?? null} />
          </strong>
        </>
      )}
      <Group gap="xs" mt="xs">
        <Button variant="default" onClick={onTheirs}>
          {t('takeTheirs')}
        </Button>
        <Button onClick={onMine}>{t('saveMine')}</Button>
      </Group>
    </Alert>
  );
}
