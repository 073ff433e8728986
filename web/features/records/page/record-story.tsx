// What is to happen with a record, what belongs to it, what happened.
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { reading } from '#web/api/hooks.ts';
import type { Module, ShownRecord } from '#web/features/records/module.ts';
import { RecordAttachments } from '#web/features/records/attachments/record-attachments.tsx';
import { RecordNotes } from '#web/features/records/notes/record-notes.tsx';
import { LikelyDuplicates } from '#web/features/records/merge/likely-duplicates.tsx';
import { NextStepCard } from '#web/features/records/page/next-step-card.tsx';
import { RecordActivities } from '#web/features/records/page/record-activities.tsx';
import { RecordCadences } from '#web/features/records/page/record-cadences.tsx';
import classes from '#web/features/records/page/record-page.module.css';
import { RecordTimeline } from '#web/features/records/page/record-timeline.tsx';
import { RelatedRecords } from '#web/features/records/related/related-records.tsx';
import { nameKey } from '#web/features/records/usual-fields.ts';
import { lazily } from '#web/ui/on-demand.tsx';
import { Loaded } from '#web/ui/states.tsx';

const MEETINGS = 'meetings';
const MeetingParticipants = lazily(
  async () => (await import('#web/features/records/meeting/meeting-participants.tsx')).MeetingParticipants,
);

/** The worker goes on while somebody looks. */
const LOOK_AGAIN_MS = 15_000;
const ACTIVITIES_MAX = 200;

type StoryProps = { readonly record: ShownRecord; readonly module: Module };

export function RecordStory({ record, module }: StoryProps) {
  const related = <RelatedRecords record={record} module={module} />;
  const isPerson = nameKey(module) === 'last_name';
  return (
    <div className={classes['story']}>
      {module.key === MEETINGS ? (
        <Suspense>
          <MeetingParticipants record={record} module={module} />
        </Suspense>
      ) : null}
      {/* Of a person it matters what comes next, of anything else what belongs to it. */}
      {isPerson ? null : related}
      {module.partOf === null ? <Plans record={record} module={module} /> : null}
      {isPerson ? related : null}
      {nameKey(module) === null ? null : <LikelyDuplicates record={record} module={module} />}
      <RecordNotes record={record} module={module} />
      <RecordAttachments record={record} module={module} />
      <RecordTimeline record={record} module={module} />
    </div>
  );
}

function Plans({ record, module }: StoryProps) {
  const { id } = record;
  const enrollments = useQuery({
    ...reading('listRecordEnrollments', { params: { module: module.key, id } }),
    refetchInterval: LOOK_AGAIN_MS,
  });
  const activities = useQuery({
    ...reading('listActivities', { query: { record: id, state: 'open', limit: ACTIVITIES_MAX } }),
    refetchInterval: LOOK_AGAIN_MS,
  });
  return (
    <Loaded of={enrollments}>
      {({ items: rounds }) => (
        <Loaded of={activities}>
          {({ items }) => (
            <>
              <NextStepCard activities={items} rounds={rounds} />
              <RecordCadences record={record} module={module.key} rounds={rounds} />
              <RecordActivities record={record} open={items} />
            </>
          )}
        </Loaded>
      )}
    </Loaded>
  );
}
