import { Accordion, Anchor, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type Outcome, type Pile, pilesOf } from '#web/features/leads/bulk/outcomes.ts';
import { bulkWords } from '#web/features/leads/bulk/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';

/** More names than these nobody reads in a dialog. */
const NAMES_MAX = 100;

type RunReportProps = { readonly cadence: string; readonly outcomes: readonly Outcome[] };

/** How many of each; every number opens who. */
export function RunReport({ cadence, outcomes }: RunReportProps) {
  const { t } = useWords(bulkWords);
  const piles = pilesOf(outcomes);
  if (piles.length === 0) return <Text>{t('nothingFound')}</Text>;
  return (
    <div>
      <Text mb="xs" role="status">
        {t('resultIn', { cadence })}
      </Text>
      <Accordion variant="contained" chevronPosition="left" order={3}>
        {piles.map((pile, index) => (
          <Accordion.Item key={pile.key} value={String(index)}>
            <Accordion.Control>
              <Text fw={600} size="sm">
                {t(pile.answer, { count: pile.leads.length })}
              </Text>
              <Why pile={pile} />
            </Accordion.Control>
            <Accordion.Panel>
              <Who leads={pile.leads} />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </div>
  );
}

function Why({ pile: { message, rule } }: { readonly pile: Pile }) {
  const { t } = useWords(bulkWords);
  if (message === null) return null;
  return (
    <Text size="xs" c="dimmed">
      {message} {rule === null ? null : t('byRule', { rule })}
    </Text>
  );
}

function Who({ leads }: Pick<Pile, 'leads'>) {
  const { t } = useWords(bulkWords);
  const format = useFormat();
  return (
    <Stack gap={2} mah="14rem" style={{ overflow: 'auto' }}>
      {leads.slice(0, NAMES_MAX).map(({ id, name }) => (
        <Anchor key={id} size="sm" renderRoot={(props) => <Link to={paths.lead} params={{ leadId: id }} {...props} />}>
          {name}
        </Anchor>
      ))}
      {leads.length > NAMES_MAX ? (
        <Text size="sm" c="dimmed">
          {t('furtherLeads', { number: format.number(leads.length - NAMES_MAX) })}
        </Text>
      ) : null}
    </Stack>
  );
}
