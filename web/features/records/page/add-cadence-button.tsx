import { Button, type ButtonProps } from '@mantine/core';
import { type ReactNode, Suspense, useState } from 'react';
import { useRead } from '#web/api/hooks.ts';
import type { ShownRecord } from '#web/features/records/module.ts';
import { may, useMe } from '#web/session/me.ts';
import { lazily } from '#web/ui/on-demand.tsx';

const AddToCadence = lazily(async () => (await import('#web/features/records/page/add-to-cadence.tsx')).AddToCadence);

type AddCadenceButtonProps = ButtonProps & {
  readonly module: string;
  readonly record: ShownRecord;
  readonly children: ReactNode;
};

/** Absent for those who may not enroll (C-61). */
export function AddCadenceButton({ module, record, ...button }: AddCadenceButtonProps) {
  const me = useMe();
  const [isAdding, setAdding] = useState(false);
  const enrollments = useRead('listRecordEnrollments', { params: { module, id: record.id } });
  if (!may(me, 'enrollments.write')) return null;
  return (
    <>
      <Button disabled={enrollments.data === undefined} onClick={() => setAdding(true)} {...button} />
      <Suspense>
        {isAdding && enrollments.data !== undefined ? (
          <AddToCadence
            module={module}
            record={record}
            enrollments={enrollments.data}
            onClose={() => setAdding(false)}
          />
        ) : null}
      </Suspense>
    </>
  );
}
