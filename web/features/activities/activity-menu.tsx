import { ActionIcon, Menu } from '@mantine/core';
import { EllipsisHorizontalIcon, TrashIcon } from '@heroicons/react/16/solid';
import { callStatuses, taskStatuses } from '#core/cadence/response.ts';
import type { ActivityActs } from '#web/features/activities/acts.ts';
import type { Activity } from '#web/features/activities/groups.ts';
import { activitiesWords } from '#web/features/activities/words.ts';
import { capital, useResponseWords } from '#web/features/cadences/response-words.ts';
import { useWords } from '#web/i18n/words.ts';

type ActivityMenuProps = { readonly activity: Activity; readonly acts: ActivityActs };

export function ActivityMenu({ activity, acts }: ActivityMenuProps) {
  const { t } = useWords(activitiesWords);
  const responses = useResponseWords();
  // The clock alone makes a call overdue.
  const statuses = activity.kind === 'task' ? taskStatuses : callStatuses.filter((status) => status !== 'overdue');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size="sm" aria-label={t('more', { subject: activity.subject })}>
          <EllipsisHorizontalIcon width={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('setStatus')}</Menu.Label>
        {statuses.map((status) => (
          <Menu.Item key={status} disabled={status === activity.status} onClick={() => acts.setStatus(status)}>
            {capital(responses.response(status))}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item color="red" leftSection={<TrashIcon width={14} aria-hidden />} onClick={() => void acts.remove()}>
          {t('delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
