// The views of a module side by side, each with its count, and what can be done with the one that is open.
import { Button } from '@mantine/core';
import { PlusIcon } from '@heroicons/react/16/solid';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useRead } from '#web/api/hooks.ts';
import { useCountText } from '#web/features/records/list/count-text.ts';
import type { View } from '#web/features/records/list/records-search.ts';
import { type Module, namesOf } from '#web/features/records/module.ts';
import { ViewMenu } from '#web/features/records/views/view-menu.tsx';
import classes from '#web/features/records/views/views.module.css';
import { viewWords } from '#web/features/records/views/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { may, useMe } from '#web/session/me.ts';
import { lazily, OnceOpened } from '#web/ui/on-demand.tsx';

const ViewDialog = lazily(async () => (await import('#web/features/records/views/view-dialog.tsx')).ViewDialog);

type ViewTabsProps = {
  readonly views: readonly View[];
  /** Null: all records. */
  readonly chosen: View | null;
  readonly module: Module;
};

export function ViewTabs({ views, chosen, module }: ViewTabsProps) {
  const { t, language } = useWords(viewWords);
  const mayChange = may(useMe(), 'records.write');
  return (
    <nav aria-label={t('views')} className={classes['tabs']}>
      <Tab
        module={module.key}
        name={t('allRecords', namesOf(module, language))}
        view={null}
        isChosen={chosen === null}
      />
      {views.map((view) => (
        <Tab key={view.id} module={module.key} name={view.name} view={view} isChosen={view.id === chosen?.id}>
          {mayChange && view.id === chosen?.id ? <ViewMenu view={view} module={module} /> : null}
        </Tab>
      ))}
      {mayChange ? <NewView module={module} /> : null}
    </nav>
  );
}

type TabProps = {
  /** By its key. */
  readonly module: string;
  readonly name: string;
  readonly view: View | null;
  readonly isChosen: boolean;
  readonly children?: ReactNode;
};

function Tab({ module, name, view, isChosen, children }: TabProps) {
  const text = useCountText();
  const found = useRead('listRecords', {
    params: { module },
    query: { limit: 1, count: 'true', ...(view === null ? {} : { view: view.id }) },
  });
  const count = found.data?.count ?? null;
  return (
    <div className={classes['tab']} data-chosen={isChosen || undefined}>
      <Link
        to={paths.records}
        params={{ module }}
        search={view === null ? {} : { view: view.id }}
        className={classes['link']}
        activeProps={{}}
        aria-current={isChosen ? 'page' : undefined}
      >
        {name}
        {count === null ? null : <span className={classes['count']}>{text(count)}</span>}
      </Link>
      {children}
    </div>
  );
}

function NewView({ module }: Pick<ViewTabsProps, 'module'>) {
  const { t } = useWords(viewWords);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        flex="none"
        leftSection={<PlusIcon width={14} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('newView')}
      </Button>
      <OnceOpened isOpen={isOpen}>
        <ViewDialog
          isOpen={isOpen}
          onClose={() => setOpen(false)}
          module={module}
          start={{ view: null, criteria: null, columns: [], sort: null, board: null }}
        />
      </OnceOpened>
    </>
  );
}
