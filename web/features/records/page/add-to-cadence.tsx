// Which cadence, and for those the record was in before: on or again. What is not possible says why (C-70, C-71, C-74).
import { Button, Radio, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Answer } from '#web/api/call.ts';
import { useRead } from '#web/api/hooks.ts';
import { type CadenceChoice, cadenceChoices } from '#web/features/records/page/cadence-choices.ts';
import { useRoundActs } from '#web/features/enrollments/round-acts.ts';
import { roundWords } from '#web/features/enrollments/round-words.ts';
import { enrollmentsWords } from '#web/features/enrollments/words.ts';
import type { ShownRecord } from '#web/features/records/module.ts';
import { useWords } from '#web/i18n/words.ts';
import { Dialog, DialogButtons } from '#web/ui/dialog.tsx';
import { Empty, Loaded } from '#web/ui/states.tsx';

type AddToCadenceProps = {
  readonly module: string;
  readonly record: ShownRecord;
  readonly enrollments: Answer<'listRecordEnrollments'>;
  readonly onClose: () => void;
};

export function AddToCadence({ module, record, enrollments, onClose }: AddToCadenceProps) {
  const { t } = useWords(roundWords);
  const { t: status } = useWords(enrollmentsWords);
  const cadences = useRead('listCadences', { query: { module } });
  return (
    <Dialog onClose={onClose} title={t('addTitle', { name: record.name })}>
      <Loaded of={cadences}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('noCadences')} text={t('noCadencesText')} />
          ) : (
            <Choosing record={record} choices={cadenceChoices(enrollments, items, { t, status })} onClose={onClose} />
          )
        }
      </Loaded>
    </Dialog>
  );
}

type ChoosingProps = Pick<AddToCadenceProps, 'record' | 'onClose'> & { readonly choices: readonly CadenceChoice[] };

function Choosing({ record, choices, onClose }: ChoosingProps) {
  const { t } = useWords(roundWords);
  const acts = useRoundActs(record);
  const possible = choices.filter(({ why }) => why === null);
  const [id, setId] = useState(possible[0]?.id ?? '');
  const [wanted, setWanted] = useState<'continue' | 'restart' | null>(null);
  const chosen = possible.find((choice) => choice.id === id) ?? null;
  const way =
    chosen?.earlier == null ? 'enroll' : (wanted ?? (chosen.earlier.continue === null ? 'continue' : 'restart'));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen === null) return;
    acts.act(way, chosen);
    onClose();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Radio.Group
          label={t('which')}
          value={id}
          onChange={(value) => {
            setId(value);
            setWanted(null);
          }}
        >
          <Stack gap="xs" mt="xs" mah="16rem" style={{ overflow: 'auto' }}>
            {choices.map((choice) => (
              <Radio
                key={choice.id}
                value={choice.id}
                label={choice.name}
                disabled={choice.why !== null}
                description={choice.why ?? choice.hint}
                data-autofocus={choice.id === id || undefined}
              />
            ))}
          </Stack>
        </Radio.Group>
        {chosen?.earlier == null ? (
          <Text size="xs" c="dimmed">
            {t('freshHint')}
          </Text>
        ) : (
          <Radio.Group label={t('how')} value={way} onChange={(value) => setWanted(value as typeof wanted)}>
            <Stack gap="xs" mt="xs">
              <Radio
                value="continue"
                label={t('continue')}
                disabled={chosen.earlier.continue !== null}
                description={chosen.earlier.continue ?? t('continueHint')}
              />
              <Radio
                value="restart"
                label={t('restart')}
                disabled={chosen.earlier.restart !== null}
                description={chosen.earlier.restart ?? t('restartHint')}
              />
            </Stack>
          </Radio.Group>
        )}
        <DialogButtons onCancel={onClose}>
          <Button type="submit" disabled={chosen === null}>
            {way === 'enroll' ? t('add') : t(way)}
          </Button>
        </DialogButtons>
      </Stack>
    </form>
  );
}
