import { Button, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '#web/api/call.ts';
import { useRead } from '#web/api/hooks.ts';
import { bulkWords } from '#web/features/records/bulk/words.ts';
import { roundWords } from '#web/features/enrollments/round-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { DialogButtons } from '#web/ui/dialog.tsx';
import { Empty, Loaded } from '#web/ui/states.tsx';

export type CadenceHead = Answer<'listCadences'>['items'][number];

type CadenceListProps = {
  /** By its key. */
  readonly module: string;
  readonly label: string;
  readonly hint: string;
  /** What the button does. */
  readonly yes: string;
  readonly whyNot: (cadence: CadenceHead) => string | null;
  readonly isBusy: boolean;
  readonly onChosen: (cadence: CadenceHead) => void;
  readonly onCancel: () => void;
};

export function CadenceList(props: CadenceListProps) {
  const { t } = useWords(roundWords);
  const cadences = useRead('listCadences', { query: { module: props.module } });
  return (
    <Loaded of={cadences}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={t('noCadences')} text={t('noCadencesText')} />
        ) : (
          <Choices {...props} cadences={items} />
        )
      }
    </Loaded>
  );
}

/** Those that are possible first; the others say why they aren't. */
function Choices({
  cadences,
  label,
  hint,
  yes,
  whyNot,
  isBusy,
  onChosen,
  onCancel,
}: CadenceListProps & { readonly cadences: readonly CadenceHead[] }) {
  const { t } = useWords(bulkWords);
  const choices = cadences.map((cadence) => ({ cadence, why: whyNot(cadence) }));
  const possible = choices.filter(({ why }) => why === null);
  const [wanted, setWanted] = useState<string | null>(null);
  const chosen = (possible.find(({ cadence }) => cadence.id === wanted) ?? possible[0])?.cadence ?? null;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen !== null) onChosen(chosen);
      }}
    >
      <Stack>
        <Radio.Group label={label} value={chosen?.id ?? ''} onChange={setWanted}>
          <Stack gap="xs" mt="xs" mah="18rem" style={{ overflow: 'auto' }}>
            {[...possible, ...choices.filter(({ why }) => why !== null)].map(({ cadence, why }) => (
              <Radio
                key={cadence.id}
                value={cadence.id}
                label={cadence.name}
                disabled={why !== null}
                description={why ?? t('inItNow', { count: cadence.activeEnrollments })}
                data-autofocus={cadence.id === chosen?.id || undefined}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Text size="sm" c="dimmed">
          {hint}
        </Text>
        <DialogButtons onCancel={onCancel}>
          <Button type="submit" disabled={chosen === null} loading={isBusy}>
            {yes}
          </Button>
        </DialogButtons>
      </Stack>
    </form>
  );
}
