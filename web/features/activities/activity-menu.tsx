import { PencilSquareIcon, TrashIcon } from '@heroicons/react/16/solid';
import { callStatuses, taskStatuses } from '#core/cadence/response.ts';
import type { ActivityActs } from '#web/features/activities/acts.ts';
import type { Activity } from '#web/features/activities/groups.ts';
import { activitiesWords } from '#web/features/activities/words.ts';
import { capital, useResponseWords } from '#web/features/cadences/response-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { MoreButton } from '#web/ui/menu-button.tsx';

type ActivityMenuProps = { readonly activity: Activity; readonly acts: ActivityActs; readonly onEdit: () => void };

export function ActivityMenu({ activity, acts, onEdit }: ActivityMenuProps) {
  const { t } = useWords(activitiesWords);
  const responses = useResponseWords();
  // The clock alone makes a call overdue.
  const statuses = activity.kind === 'task' ? taskStatuses : callStatuses.filter((status) => status !== 'overdue');
  return (
    <MoreButton
      size="sm"
      label={t('more', { subject: activity.subject })}
      entries={[
        { text: t('edit'), icon: PencilSquareIcon, onClick: onEdit },
        { heading: t('setStatus') },
        ...statuses.map((status) => ({
          text: capital(responses.response(status)),
          isDisabled: status === activity.status,
          onClick: () => acts.setStatus(status),
        })),
        'divider',
        { text: t('delete'), icon: TrashIcon, isDestructive: true, onClick: () => void acts.remove() },
      ]}
    />
  );
}
