import { Accordion, Anchor, Box, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { skipReasonInWords } from '#contract/enroll-words.ts';
import { type Pile, pilesOf, type Tally } from '#web/features/leads/bulk/outcomes.ts';
import type { Named } from '#web/features/leads/bulk/target.ts';
import { bulkWords } from '#web/features/leads/bulk/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';

/** More names than these nobody reads in a dialog. */
const NAMES_MAX = 100;

type RunReportProps = {
  readonly cadence: string;
  readonly tally: Tally;
  /** Those whose names are known. */
  readonly leads: readonly Named[];
};

/** How many of each; a number opens who, as far as they are known. */
export function RunReport({ cadence, tally, leads }: RunReportProps) {
  const { t } = useWords(bulkWords);
  const piles = pilesOf(tally);
  const byId = new Map(leads.map((lead) => [lead.id, lead]));
  const knownOf = ({ records }: Pile) => records.flatMap((id) => byId.get(id) ?? []);
  if (piles.length === 0) return <Text>{t('nothingFound')}</Text>;
  return (
    <div>
      <Text mb="xs" role="status">
        {t('resultIn', { cadence })}
      </Text>
      <Accordion variant="contained" chevronPosition="left" order={3}>
        {piles.map((pile, index) => (
          <Accordion.Item key={pile.key} value={String(index)}>
            <PileLine pile={pile} known={knownOf(pile)} />
          </Accordion.Item>
        ))}
      </Accordion>
    </div>
  );
}

type PileProps = { readonly pile: Pile; readonly known: readonly Named[] };

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

function HowMany({ pile }: Pick<PileProps, 'pile'>) {
  const { t } = useWords(bulkWords);
  return (
    <>
      <Text fw={600} size="sm">
        {t(pile.answer, { count: pile.count })}
      </Text>
      <Why pile={pile} />
    </>
  );
}

function Why({ pile: { reason, rule } }: Pick<PileProps, 'pile'>) {
  const { t, language } = useWords(bulkWords);
  if (reason === null) return null;
  return (
    <Text size="xs" c="dimmed">
      {skipReasonInWords(reason)[language]} {rule === null ? null : t('byRule', { rule })}
    </Text>
  );
}

function Who({ pile, known }: PileProps) {
  const { t } = useWords(bulkWords);
  const format = useFormat();
  const shown = known.slice(0, NAMES_MAX);
  const further = pile.count - shown.length;
  return (
    <Stack gap={2} mah="14rem" style={{ overflow: 'auto' }}>
      {shown.map(({ id, name }) => (
        <Anchor key={id} size="sm" renderRoot={(props) => <Link to={paths.lead} params={{ leadId: id }} {...props} />}>
          {name}
        </Anchor>
      ))}
      {further > 0 ? (
        <Text size="sm" c="dimmed">
          {t('furtherLeads', { number: format.number(further) })}
        </Text>
      ) : null}
    </Stack>
  );
}
