import { Button, type ButtonProps } from '@mantine/core';
import { type ReactNode, Suspense, useState } from 'react';
import { useRead } from '#web/api/hooks.ts';
import type { Lead } from '#web/features/leads/use-save-field.ts';
import { may, useMe } from '#web/session/me.ts';
import { lazily } from '#web/ui/on-demand.tsx';

const AddToCadence = lazily(async () => (await import('#web/features/leads/add-to-cadence.tsx')).AddToCadence);

type AddCadenceButtonProps = ButtonProps & { readonly lead: Lead; readonly children: ReactNode };

/** Absent for those who may not enroll (C-61). */
export function AddCadenceButton({ lead, ...button }: AddCadenceButtonProps) {
  const me = useMe();
  const [isAdding, setAdding] = useState(false);
  const enrollments = useRead('listRecordEnrollments', { params: { module: 'leads', id: lead.id } });
  if (!may(me, 'enrollments.write')) return null;
  return (
    <>
      <Button disabled={enrollments.data === undefined} onClick={() => setAdding(true)} {...button} />
      <Suspense>
        {isAdding && enrollments.data !== undefined ? (
          <AddToCadence lead={lead} enrollments={enrollments.data} onClose={() => setAdding(false)} />
        ) : null}
      </Suspense>
    </>
  );
}
