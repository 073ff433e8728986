// How the leads of a demo behave: each as the last activity in its own data says, some more replying by chance. The same
// seed and lead give the same behaviour whenever it is asked, so a run that was killed goes on as it would have.
import { createHash } from 'node:crypto';
import { HOUR, type Instant } from '#core/time/instant.ts';
import type { RecipientAct } from '#actions/mail/act-as-recipient.ts';

export type Temper = 'opens' | 'clicks' | 'bounces' | 'unsubscribes' | 'replies' | 'silent';
/** How the lead takes a call. */
export type OnPhone = 'talks' | 'unreachable' | 'not_called';

const TEMPERS: Readonly<Record<string, Temper>> = {
  'Email Opened': 'opens',
  'Email Marked Spam': 'opens',
  'Email Link Clicked': 'clicks',
  'View in browser link Clicked': 'clicks',
  'Had a Phone Conversation': 'clicks',
  Unreachable: 'clicks',
  'Email Bounced': 'bounces',
  Unsubscribed: 'unsubscribes',
  'Email Received': 'replies',
};

const REPLY_SHARE = 0.02;

export type Person = { readonly address: string; readonly lastActivity: string };

/** Whole hours, so that many act at one instant and the clock makes few steps. */
export type PlannedAct = { readonly at: Instant; readonly act: RecipientAct };

export function temperOf(person: Person, seed: number): Temper {
  const own = TEMPERS[person.lastActivity] ?? 'silent';
  const mayReply = own === 'silent' || own === 'opens' || own === 'clicks';
  return mayReply && chance(person, seed, 'replies') < REPLY_SHARE ? 'replies' : own;
}

/** What a person does about a message that arrived, in order. */
export function actsOn(
  person: Person,
  seed: number,
  message: { readonly number: number; readonly at: Instant },
): PlannedAct[] {
  const temper = temperOf(person, seed);
  const hours = (from: number, until: number, what: string): Instant =>
    message.at + Math.round(from + chance(person, seed, `${what}${message.number}`) * (until - from)) * HOUR;
  const opened = hours(1, 36, 'open');
  switch (temper) {
    case 'silent':
      return [];
    case 'opens':
      return [{ at: opened, act: { kind: 'open' } }];
    case 'clicks':
      return [
        { at: opened, act: { kind: 'open' } },
        { at: opened + HOUR, act: { kind: 'click', link: 0 } },
      ];
    case 'bounces':
      return [{ at: hours(0, 2, 'bounce'), act: { kind: 'bounce' } }];
    case 'unsubscribes':
      return [
        { at: opened, act: { kind: 'open' } },
        { at: opened + HOUR, act: { kind: 'unsubscribe' } },
      ];
    case 'replies':
      return [{ at: hours(2, 60, 'reply'), act: { kind: 'reply', text: 'Thank you, please tell me more.' } }];
  }
}

const ANSWERS_ON_PHONE = 0.7;

export function onPhone(person: Person, seed: number): OnPhone {
  if (person.lastActivity === 'Unreachable') return 'unreachable';
  return chance(person, seed, 'phone') < ANSWERS_ON_PHONE ? 'talks' : 'not_called';
}

/** From 0 up to 1, always the same for this person, seed and question. */
function chance({ address }: Person, seed: number, what: string): number {
  return createHash('sha256').update(`${seed}\n${address}\n${what}`).digest().readUInt32BE(0) / 2 ** 32;
}
