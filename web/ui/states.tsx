// What a page or a part of it shows instead of its content: nothing yet, nothing there, or why it failed.
import { Button, Center, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiProblem, isProblem } from '#contract/client/problem.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';

type EmptyProps = {
  readonly title: string;
  readonly text?: string | undefined;
  /** The one thing to do next. */
  readonly action?: ReactNode;
  readonly icon?: ReactNode;
  /** 1 where it is the whole page. */
  readonly level?: 1 | 2;
};

export function Empty({ title, text, action, icon, level = 2 }: EmptyProps) {
  return (
    <Center mih="16rem" p="xl">
      <Stack align="center" gap="xs" maw="26rem" ta="center">
        {icon}
        <Title order={level} size="h2">
          {title}
        </Title>
        {text === undefined ? null : <Text c="dimmed">{text}</Text>}
        {action}
      </Stack>
    </Center>
  );
}

export function Failed({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const { t } = useWords(generalWords);
  if (isProblem(error, 'not_found')) return <Empty title={t('notFoundTitle')} text={t('notFoundText')} />;
  const problem = error instanceof ApiProblem ? error : null;
  return (
    <div role="alert">
      <Empty
        title={t('broken')}
        text={problem?.message}
        action={
          <>
            {problem?.requestId == null ? null : (
              <Text c="dimmed" size="xs">
                {t('requestId', { id: problem.requestId })}
              </Text>
            )}
            <Button variant="default" onClick={onRetry}>
              {t('retry')}
            </Button>
          </>
        }
      />
    </div>
  );
}

/** Lines where text will be. */
export function Waiting({ lines = 6 }: { readonly lines?: number }) {
  const { t } = useWords(generalWords);
  return (
    <Stack gap="sm" p="md" role="status" aria-label={t('loading')}>
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} height={14} width={`${92 - ((index * 17) % 40)}%`} />
      ))}
    </Stack>
  );
}

type LoadedProps<Data> = {
  readonly of: Pick<UseQueryResult<Data, ApiProblem>, 'data' | 'error' | 'refetch'>;
  readonly children: (data: Data) => ReactNode;
};

/** The content once it is there: `<Loaded of={useRead('getRecord', …)}>{(record) => …}</Loaded>`. */
export function Loaded<Data>({ of, children }: LoadedProps<Data>) {
  if (of.data !== undefined) return children(of.data);
  return of.error === null ? <Waiting /> : <Failed error={of.error} onRetry={() => void of.refetch()} />;
}
