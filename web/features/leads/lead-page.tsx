// One lead: what comes next, the cadences it is in, what is to be done, what happened; its fields at the side.
import { ActionIcon, Text } from '@mantine/core';
import { ChevronDownIcon, ChevronUpIcon, TrashIcon } from '@heroicons/react/16/solid';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { Answer } from '#web/api/call.ts';
import { reading, useAct, useRead } from '#web/api/hooks.ts';
import { roundWords } from '#web/features/enrollments/round-words.ts';
import { AddCadenceButton } from '#web/features/leads/add-cadence-button.tsx';
import { FieldValue } from '#web/features/leads/field-value.tsx';
import { LeadActivities } from '#web/features/leads/lead-activities.tsx';
import { LeadCadences } from '#web/features/leads/lead-cadences.tsx';
import { LeadFields } from '#web/features/leads/lead-fields.tsx';
import classes from '#web/features/leads/lead-page.module.css';
import { LeadTimeline } from '#web/features/leads/lead-timeline.tsx';
import { leadWords } from '#web/features/leads/lead-words.ts';
import { useNeighbours } from '#web/features/leads/neighbours.ts';
import { NextStepCard } from '#web/features/leads/next-step-card.tsx';
import type { Lead } from '#web/features/leads/use-save-field.ts';
import { leadsWords } from '#web/features/leads/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { may, useMe } from '#web/session/me.ts';
import { confirm } from '#web/ui/confirm.ts';
import { useKey } from '#web/ui/keys.ts';
import { MoreButton } from '#web/ui/menu-button.tsx';
import { Page } from '#web/ui/page.tsx';
import { Loaded } from '#web/ui/states.tsx';
import { toastDone } from '#web/ui/toast.tsx';

/** The worker goes on while somebody looks. */
const LOOK_AGAIN_MS = 15_000;
const ACTIVITIES_MAX = 200;

export function LeadPage() {
  const { t } = useWords(leadsWords);
  const { t: general } = useWords(generalWords);
  const { leadId } = useParams({ from: paths.lead });
  const lead = useRead('getRecord', { params: { module: 'leads', id: leadId } });
  const module = useRead('getModule', { params: { module: 'leads' } });
  const shown = lead.data;
  return (
    <Page
      title={shown?.name ?? general('loading')}
      crumbs={[{ label: t('title'), link: { to: paths.leads } }]}
      aside={shown === undefined || module.data === undefined ? null : <Aside lead={shown} module={module.data} />}
      actions={shown === undefined ? null : <Actions lead={shown} />}
      fit="full"
    >
      <Loaded of={module}>
        {({ fields }) => (
          <Loaded of={lead}>
            {(loaded) => (
              <div key={loaded.id} className={classes['columns']}>
                <Story lead={loaded} fields={fields} />
                <LeadFields lead={loaded} fields={fields} />
              </div>
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

/** Status, company and owner, beside the name. */
function Aside({ lead, module }: { readonly lead: Lead; readonly module: Answer<'getModule'> }) {
  return ['lead_status', 'company', 'owner'].map((key) => {
    const field = module.fields.find((one) => one.key === key);
    const value = lead.values[key] ?? null;
    return field === undefined || value === null ? null : (
      <Text key={key} span size="sm" c="dimmed" className={classes['about']}>
        <FieldValue field={field} value={value} />
      </Text>
    );
  });
}

function Story({ lead, fields }: { readonly lead: Lead; readonly fields: Answer<'getModule'>['fields'] }) {
  const { id } = lead;
  const enrollments = useQuery({
    ...reading('listRecordEnrollments', { params: { module: 'leads', id } }),
    refetchInterval: LOOK_AGAIN_MS,
  });
  const activities = useQuery({
    ...reading('listActivities', { query: { record: id, state: 'open', limit: ACTIVITIES_MAX } }),
    refetchInterval: LOOK_AGAIN_MS,
  });
  return (
    <div className={classes['story']}>
      <Loaded of={enrollments}>
        {({ items: rounds }) => (
          <Loaded of={activities}>
            {({ items }) => (
              <>
                <NextStepCard activities={items} rounds={rounds} />
                <LeadCadences lead={lead} rounds={rounds} />
                <LeadActivities lead={lead} open={items} />
              </>
            )}
          </Loaded>
        )}
      </Loaded>
      <LeadTimeline leadId={id} fields={fields} />
    </div>
  );
}

function Actions({ lead }: { readonly lead: Lead }) {
  const { t } = useWords(roundWords);
  const me = useMe();
  return (
    <>
      <Neighbours lead={lead} />
      <AddCadenceButton lead={lead}>{t('add')}</AddCadenceButton>
      {may(me, 'records.write') ? <More lead={lead} /> : null}
    </>
  );
}

function Neighbours({ lead }: { readonly lead: Lead }) {
  const { t } = useWords(leadWords);
  const navigate = useNavigate();
  const { previous, next } = useNeighbours(lead.id);
  const go = (leadId: string | null) => {
    if (leadId !== null) void navigate({ to: paths.lead, params: { leadId } });
  };
  useKey({ key: 'k', says: t('previous') }, () => go(previous));
  useKey({ key: 'j', says: t('next') }, () => go(next));
  if (previous === null && next === null) return null;
  return (
    <ActionIcon.Group>
      <ActionIcon
        variant="default"
        aria-label={t('previous')}
        disabled={previous === null}
        onClick={() => go(previous)}
      >
        <ChevronUpIcon width={16} aria-hidden />
      </ActionIcon>
      <ActionIcon variant="default" aria-label={t('next')} disabled={next === null} onClick={() => go(next)}>
        <ChevronDownIcon width={16} aria-hidden />
      </ActionIcon>
    </ActionIcon.Group>
  );
}

function More({ lead: { id, name } }: { readonly lead: Lead }) {
  const { t } = useWords(leadWords);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const remove = useAct('deleteRecord', {
    onDone: () => {
      toastDone(t('wasDeleted', { name }));
      // Away first: this page would ask once more for what is gone.
      void navigate({ to: paths.leads, search: {} }).then(() => {
        for (const read of ['listRecords', 'listActivities']) void queries.invalidateQueries({ queryKey: [read] });
      });
    },
  });
  const ask = async () => {
    const question = { title: t('deleteTitle', { name }), text: t('deleteText'), yes: t('delete') };
    if (await confirm({ ...question, kind: 'destructive' })) remove.mutate({ params: { module: 'leads', id } });
  };
  return (
    <MoreButton
      variant="default"
      label={t('moreActions')}
      entries={[{ text: t('delete'), icon: TrashIcon, isDestructive: true, onClick: () => void ask() }]}
    />
  );
}
