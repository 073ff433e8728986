import { Button, Text } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { Pages } from '#web/api/hooks.ts';
import classes from '#web/features/mailbox/mailbox-page.module.css';
import { mailboxWords } from '#web/features/mailbox/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { useKey } from '#web/ui/keys.ts';
import { When } from '#web/ui/when.tsx';

export function MessageList({ messages }: { readonly messages: Pages<'listCaughtMessages'> }) {
  const { t } = useWords(mailboxWords);
  const search = useSearch({ from: paths.mailbox });
  const navigate = useNavigate();
  const step = (by: number) => {
    const place = messages.items.findIndex(({ id }) => id === search.message);
    const wanted = messages.items[place + by];
    if (wanted !== undefined)
      void navigate({ to: paths.mailbox, search: { ...search, message: wanted.id }, replace: true });
  };
  useKey({ key: 'j', says: t('next') }, () => step(1));
  useKey({ key: 'k', says: t('previous') }, () => step(-1));
  if (messages.items.length === 0)
    return (
      <Text c="dimmed" p="md" role="status">
        {t('noneTo')}
      </Text>
    );
  return (
    <nav aria-label={t('messages')} className={classes['messages']}>
      <ul>
        {messages.items.map(({ id, recipient, subject, receivedAt }) => (
          <li key={id}>
            <Link
              to={paths.mailbox}
              search={{ ...search, message: id }}
              className={classes['message']}
              {...(id === search.message ? { 'aria-current': 'true' as const } : {})}
            >
              <span className={classes['recipient']}>{recipient}</span>
              <span className={classes['when']}>
                <When at={receivedAt} />
              </span>
              <span className={classes['subject']}>{subject === '' ? t('noSubject') : subject}</span>
            </Link>
          </li>
        ))}
      </ul>
      {messages.hasMore ? (
        <Button variant="subtle" fullWidth loading={messages.isLoadingMore} onClick={messages.loadMore}>
          {t('more')}
        </Button>
      ) : null}
    </nav>
  );
}
