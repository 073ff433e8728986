import { Accordion, Anchor, Box, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Known } from '#web/features/records/bulk/target.ts';
import { bulkWords } from '#web/features/records/bulk/words.ts';
import type { Named } from '#web/features/records/module.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';

/** More names than these nobody reads in a dialog. */
const NAMES_MAX = 100;

export type ShownPile = {
  readonly key: string;
  /** How many, and what became of them. */
  readonly says: string;
  /** Why; empty: there is nothing to tell. */
  readonly why: string;
  readonly count: number;
  /** Ids of those that are known one by one. */
  readonly records: readonly string[];
};

type PileListProps = {
  readonly piles: readonly ShownPile[];
  /** Those whose names are known. */
  readonly known: Known;
};

/** How many of each; a number opens who, as far as they are known. */
export function PileList({ piles, known }: PileListProps) {
  const byId = new Map(known.records.map((record) => [record.id, { ...record, module: known.module }]));
  const knownOf = ({ records }: ShownPile) => records.flatMap((id) => byId.get(id) ?? []);
  return (
    <Accordion variant="contained" chevronPosition="left" order={3}>
      {piles.map((pile, index) => (
        <Accordion.Item key={pile.key} value={String(index)}>
          <PileLine pile={pile} known={knownOf(pile)} />
        </Accordion.Item>
      ))}
    </Accordion>
  );
}

type Listed = Named & { readonly module: string };
type PileProps = { readonly pile: ShownPile; readonly known: readonly Listed[] };

function PileLine({ pile, known }: PileProps) {
  if (known.length === 0) {
    return (
      <Box px="md" py="sm">
        <HowMany pile={pile} />
      </Box>
    );
  }
  return (
    <>
      <Accordion.Control>
        <HowMany pile={pile} />
      </Accordion.Control>
      <Accordion.Panel>
        <Who pile={pile} known={known} />
      </Accordion.Panel>
    </>
  );
}

function HowMany({ pile: { says, why } }: Pick<PileProps, 'pile'>) {
  return (
    <>
      <Text fw={600} size="sm">
        {says}
      </Text>
      {why === '' ? null : (
        <Text size="xs" c="dimmed">
          {why}
        </Text>
      )}
    </>
  );
}

function Who({ pile, known }: PileProps) {
  const { t } = useWords(bulkWords);
  const format = useFormat();
  const shown = known.slice(0, NAMES_MAX);
  const further = pile.count - shown.length;
  return (
    <Stack gap={2} mah="14rem" style={{ overflow: 'auto' }}>
      {shown.map(({ module, id, name }) => (
        <Anchor
          key={id}
          size="sm"
          renderRoot={(props) => <Link to={paths.record} params={{ module, recordId: id }} {...props} />}
        >
          {name}
        </Anchor>
      ))}
      {further > 0 ? (
        <Text size="sm" c="dimmed">
          {t('furtherRecords', { number: format.number(further) })}
        </Text>
      ) : null}
    </Stack>
  );
}
