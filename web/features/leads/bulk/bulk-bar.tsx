// What can be done with the chosen leads.
import { Anchor, Group } from '@mantine/core';
import { useState } from 'react';
import { EnrollDialog } from '#web/features/leads/bulk/enroll-dialog.tsx';
import { isTooMany } from '#web/features/leads/bulk/target.ts';
import { UnenrollDialog } from '#web/features/leads/bulk/unenroll-dialog.tsx';
import { useDeleteLeads } from '#web/features/leads/bulk/use-delete-leads.ts';
import type { LeadSelection } from '#web/features/leads/bulk/use-lead-selection.ts';
import { bulkWords } from '#web/features/leads/bulk/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { may, useMe } from '#web/session/me.ts';
import { WhyButton } from '#web/ui/why-button.tsx';

export function BulkBar({ selection }: { readonly selection: LeadSelection }) {
  const { t } = useWords(bulkWords);
  const me = useMe();
  const [open, setOpen] = useState<'enroll' | 'unenroll' | null>(null);
  const { target, everything } = selection;
  const deleting = useDeleteLeads(selection.clear);
  const tooMany = isTooMany(target) ? t('tooManyChosen') : null;
  const close = () => setOpen(null);
  return (
    <Group gap="xs" wrap="nowrap">
      {everything === null ? null : (
        <Anchor component="button" fz="sm" onClick={() => everything.choose()}>
          {t('chooseEverything', { total: everything.count })}
        </Anchor>
      )}
      {may(me, 'enrollments.write') ? (
        <>
          <WhyButton why={tooMany} data-bulk="enroll" onClick={() => setOpen('enroll')}>
            {t('enroll')}
          </WhyButton>
          <WhyButton why={tooMany} variant="default" onClick={() => setOpen('unenroll')}>
            {t('unenroll')}
          </WhyButton>
        </>
      ) : null}
      {may(me, 'records.write') ? (
        <WhyButton
          variant="default"
          loading={deleting.isPending}
          why={target.kind === 'matching' ? t('deleteOnlyChosen') : null}
          onClick={() => {
            if (target.kind === 'chosen') void deleting.ask(target.leads);
          }}
        >
          {t('delete')}
        </WhyButton>
      ) : null}
      <EnrollDialog isOpen={open === 'enroll'} target={target} onClose={close} />
      <UnenrollDialog isOpen={open === 'unenroll'} target={target} onClose={close} />
    </Group>
  );
}
