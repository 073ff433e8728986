import { isOpen, useBulkChanges, useJobs } from '#web/features/records/bulk/jobs.ts';
import { lazily, OnceOpened } from '#web/ui/on-demand.tsx';

const JobLines = lazily(async () => (await import('#web/features/records/bulk/job-lines.tsx')).JobLines);
const ChangeLines = lazily(async () => (await import('#web/features/records/bulk/change-lines.tsx')).ChangeLines);

/** What of one's own goes on in the background, from wherever in the app; fetched when there is something. */
export function BackgroundJobs({ onGo }: { readonly onGo: () => void }) {
  const jobs = useJobs();
  const changes = useBulkChanges();
  return (
    <>
      <OnceOpened isOpen={jobs.some(isOpen)}>
        <JobLines jobs={jobs} onGo={onGo} />
      </OnceOpened>
      <OnceOpened isOpen={changes.some(isOpen)}>
        <ChangeLines changes={changes} onGo={onGo} />
      </OnceOpened>
    </>
  );
}
