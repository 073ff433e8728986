// What became of a mail, each thing once, as it came first. What a machine did is told as that: it counted for nothing (C-37).
import { mailEventWords } from '#web/features/records/page/mail-event-words.ts';
import classes from '#web/features/records/page/timeline.module.css';
import type { TimelineItem } from '#web/features/records/page/timeline-days.ts';
import { useWords } from '#web/i18n/words.ts';
import { gradeReasons } from '#core/message/visit.ts';

type SentMail = Extract<TimelineItem, { kind: 'email_sent' }>;
type MailEvent = SentMail['events'][number];

export function MailEvents({ item: { state, events } }: { readonly item: SentMail }) {
  const { t } = useWords(mailEventWords);
  const say = ({ kind, link, gradeReason }: MailEvent): string | null => {
    if (isOfMachine(gradeReason)) {
      return t(kind === 'opened' ? 'openedByMachine' : 'clickedByMachine', { why: t(gradeReason) });
    }
    if (kind === 'clicked') return link === null ? t('clickedLink') : t('clicked', { link: shortLink(link) });
    return isTold(kind) ? t(kind) : null;
  };
  const ofState = state === 'unconfirmed' || state === 'awaited' || state === 'failed' ? t(state) : null;
  const said = new Set([ofState, ...events.map(say)].filter((words) => words !== null));
  return said.size === 0 ? null : <span className={classes['responses']}>{[...said].join(' · ')}</span>;
}

const machineReasons: readonly (string | null)[] = gradeReasons.machine;

function isOfMachine(reason: MailEvent['gradeReason']): reason is (typeof gradeReasons.machine)[number] {
  return machineReasons.includes(reason);
}

const told = [
  'delivered',
  'read',
  'failed',
  'opened',
  'replied',
  'bounced',
  'unsubscribed',
  'resubscribed',
  'complained',
] as const;

function isTold(kind: string): kind is (typeof told)[number] {
  return (told as readonly string[]).includes(kind);
}

function shortLink(link: string): string {
  return link.replace(/^https?:\/\//, '');
}
