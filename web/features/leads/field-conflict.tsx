import { Alert, Button, Group } from '@mantine/core';
import type { Field } from '#web/features/leads/field-sections.ts';
import { FieldValue } from '#web/features/leads/field-value.tsx';
import { leadWords } from '#web/features/leads/lead-words.ts';
import { useWords } from '#web/i18n/words.ts';
import type { Lead } from '#web/features/leads/use-save-field.ts';

type FieldConflictProps = {
  readonly field: Field;
  /** What it is by now. */
  readonly theirs: Lead['values'][string];
  readonly onTheirs: () => void;
  readonly onMine: () => void;
};

/** Somebody else was quicker: both values are told, and the reader chooses. */
export function FieldConflict({ field, theirs, onTheirs, onMine }: FieldConflictProps) {
  const { t } = useWords(leadWords);
  return (
    <Alert color="yellow" p="xs" mt={4} role="alert">
      {theirs === null ? (
        t('conflictEmpty')
      ) : (
        <>
          {t('conflict')}{' '}
          <strong>
            <FieldValue field={field} value={theirs} />
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
