// Every follow-up of the round under the one that starts it: its state, what was answered, or what would start it.
import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { wordOf } from '#contract/history-words.ts';
import type { FileFollowUp } from '#core/cadence/file.ts';
import { reading, useRead } from '#web/api/hooks.ts';
import { ChannelIcon } from '#web/features/cadences/builder/channel-icon.tsx';
import { followUpTitle } from '#web/features/cadences/follow-up-title.ts';
import { useResponseWords } from '#web/features/cadences/response-words.ts';
import classes from '#web/features/enrollments/enrollment-page.module.css';
import { FollowUpStatus } from '#web/features/enrollments/round-status.tsx';
import { type Branch, type Enrollment, type FollowUp, followUpsById, treeOf } from '#web/features/enrollments/story.ts';
import { enrollmentsWords } from '#web/features/enrollments/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';

export function FollowUpTree({ enrollment }: { readonly enrollment: Enrollment }) {
  const { data } = useRead('getCadence', { params: { id: enrollment.cadence.id } });
  const file = data?.published ?? null;
  const written = useMemo(() => followUpsById(file?.followUps ?? []), [file]);
  const messages = useMessages(enrollment);
  return <Branches branches={treeOf(enrollment.followUps)} written={written} messages={messages} />;
}

/** The message that each follow-up sent, by the follow-up's number; none where mail really goes out. */
function useMessages({ id, followUps }: Enrollment): ReadonlyMap<number, string> {
  const isCaught = useRead('getSending').data?.developmentMailbox === true;
  const sent = followUps.filter(({ channel, executedAt }) => channel === 'email' && executedAt !== null).length;
  const { data } = useQuery({
    ...reading('listCaughtMessages', { query: { enrollment: id } }),
    // Another message, another answer.
    queryKey: ['listCaughtMessages', { query: { enrollment: id } }, sent],
    enabled: isCaught && sent > 0,
  });
  return new Map((data?.items ?? []).flatMap(({ id, followUpNumber: of }) => (of === null ? [] : [[of, id] as const])));
}

type BranchesProps = {
  readonly branches: readonly Branch[];
  /** As the cadence says it now, by id. */
  readonly written: ReadonlyMap<string, FileFollowUp>;
  readonly messages: ReadonlyMap<number, string>;
};

function Branches({ branches, written, messages }: BranchesProps) {
  return (
    <ul className={classes['tree']}>
      {branches.map(({ followUp, then }) => (
        <li key={followUp.followUp}>
          <Node
            followUp={followUp}
            file={written.get(followUp.followUp) ?? null}
            message={messages.get(followUp.number) ?? null}
          />
          {then.length === 0 ? null : <Branches branches={then} written={written} messages={messages} />}
        </li>
      ))}
    </ul>
  );
}

type NodeProps = {
  readonly followUp: FollowUp;
  readonly file: FileFollowUp | null;
  readonly message: string | null;
};

function Node({ followUp, file, message }: NodeProps) {
  const { t } = useWords(enrollmentsWords);
  const title = followUp.subject ?? (file === null ? '' : followUpTitle(file));
  return (
    <div className={classes['node']} data-state={followUp.state}>
      <div className={classes['nodeName']}>
        <ChannelIcon channel={followUp.channel} />
        <Text span fw={500}>
          {title === '' ? followUp.followUp : title}
        </Text>
        <FollowUpStatus state={followUp.state} />
      </div>
      <Text size="xs" c="dimmed">
        <Details followUp={followUp} file={file} />
      </Text>
      {message === null ? null : (
        <Anchor size="xs" renderRoot={(props) => <Link to={paths.mailbox} search={{ message }} {...props} />}>
          {t('read')}
        </Anchor>
      )}
    </div>
  );
}

function Details({ followUp, file }: Pick<NodeProps, 'followUp' | 'file'>) {
  const { t, language } = useWords(enrollmentsWords);
  const format = useFormat();
  const say = useResponseWords();
  const { state, dueAt, executedAt, responses, status, result } = followUp;
  if (executedAt !== null) {
    const answers = [
      ...responses.filter(({ response }) => !response.startsWith('link:')).map(({ response }) => response),
      ...(status === null ? [] : [status]),
      ...(result === null ? [] : [`result:${result}`]),
    ];
    const again = state === 'scheduled' && dueAt !== null ? [t('due', { when: format.dateTime(dueAt) })] : [];
    return [format.dateTime(executedAt), ...answers.map((answer) => wordOf(answer, language)), ...again].join(' · ');
  }
  if (state === 'scheduled' && dueAt !== null) return t('due', { when: format.dateTime(dueAt) });
  if (state !== 'waiting' || file === null) return null;
  const { when = [] } = file;
  return when.length === 0 ? t('startsFirst') : t('startsWhen', { triggers: say.triggers(when) });
}
