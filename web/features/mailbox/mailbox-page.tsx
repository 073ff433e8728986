// The development mailbox: everything that would have gone out, read and answered as its recipient.
import { Alert, Button } from '@mantine/core';
import { ShieldCheckIcon } from '@heroicons/react/16/solid';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { type Pages, reading, usePages } from '#web/api/hooks.ts';
import classes from '#web/features/mailbox/mailbox-page.module.css';
import { MessageList } from '#web/features/mailbox/message-list.tsx';
import { ReadingPane } from '#web/features/mailbox/reading-pane.tsx';
import { mailboxWords } from '#web/features/mailbox/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths, toLeads } from '#web/paths.ts';
import { Page } from '#web/ui/page.tsx';
import { AskingSearchField } from '#web/ui/search-field.tsx';
import { Empty, Failed, Waiting } from '#web/ui/states.tsx';

const LOOK_AGAIN_MS = 3_000;

export function MailboxPage() {
  const { t } = useWords(mailboxWords);
  const { to } = useSearch({ from: paths.mailbox });
  const messages = usePages('listCaughtMessages', { query: to === undefined ? {} : { recipient: to } });
  useArrivals();
  return (
    <Page title={t('title')} fit="full">
      <Alert
        className={classes['safe']}
        icon={<ShieldCheckIcon width={16} aria-hidden />}
        variant="light"
        color="green"
        radius={0}
      >
        {t('safe')}
      </Alert>
      <Mailbox messages={messages} />
    </Page>
  );
}

/** Mail that comes in meanwhile shows by itself. */
function useArrivals(): void {
  const queries = useQueryClient();
  const newest = useQuery({
    ...reading('listCaughtMessages', { query: { limit: 1 } }),
    refetchInterval: LOOK_AGAIN_MS,
  }).data?.items[0]?.id;
  useEffect(() => {
    if (newest !== undefined) void queries.invalidateQueries({ queryKey: ['listCaughtMessages'] });
  }, [newest, queries]);
}

function Mailbox({ messages }: { readonly messages: Pages<'listCaughtMessages'> }) {
  const { t } = useWords(mailboxWords);
  const search = useSearch({ from: paths.mailbox });
  const navigate = useNavigate();
  const first = messages.items[0]?.id;
  useEffect(() => {
    if (search.message === undefined && first !== undefined)
      void navigate({ to: paths.mailbox, search: { ...search, message: first }, replace: true });
  }, [search, first, navigate]);
  if (messages.status === 'pending') return <Waiting lines={12} />;
  if (messages.error !== null) return <Failed error={messages.error} onRetry={messages.retry} />;
  if (messages.items.length === 0 && search.to === undefined) return <NoMail />;
  return (
    <div className={classes['mailbox']}>
      <div className={classes['list']}>
        <SearchBox />
        <MessageList messages={messages} />
      </div>
      {search.message === undefined ? <Empty title={t('choose')} /> : <ReadingPane id={search.message} />}
    </div>
  );
}

function NoMail() {
  const { t } = useWords(mailboxWords);
  return (
    <Empty
      title={t('emptyTitle')}
      text={t('emptyText')}
      action={<Button renderRoot={(props) => <Link {...toLeads} {...props} />}>{t('toLeads')}</Button>}
    />
  );
}

function SearchBox() {
  const { t } = useWords(mailboxWords);
  const { to: recipient, ...others } = useSearch({ from: paths.mailbox });
  const navigate = useNavigate();
  const look = (wanted: string) =>
    void navigate({ to: paths.mailbox, search: wanted === '' ? others : { ...others, to: wanted }, replace: true });
  return (
    <div className={classes['find']}>
      <AskingSearchField placeholder={t('searchPlaceholder')} value={recipient ?? ''} onChange={look} isWide />
    </div>
  );
}
