// What holds messages and calls back in a simulation (C-90): hours, what a mailbox may send, the contact budget. The same
// decisions as in earnest, over what the simulation has sent so far and what was sent before it.
import { openingFor } from '#core/cadence/business-hours.ts';
import {
  type Contacted,
  type ContactBudget,
  heldByBudget,
  type Reply,
  type Touch,
  type TouchChannel,
} from '#core/cadence/contact-budget.ts';
import type { CadenceDefinition } from '#core/cadence/definition.ts';
import type { Held } from '#core/cadence/enrollment.ts';
import { heldByLimits, type SenderLimits, type SenderUse, windowsAt } from '#core/message/sender-limits.ts';
import type { FieldValues } from '#core/records/field.ts';
import type { BusinessCalendar } from '#core/time/business-calendar.ts';
import type { Instant } from '#core/time/instant.ts';

export type PaceSettings = {
  readonly zone: string;
  readonly hours: BusinessCalendar | null;
  readonly budget: ContactBudget;
  readonly limitsOf: (sender: string) => SenderLimits;
  /** What was sent before the simulation begins. */
  readonly uses: ReadonlyMap<string, SenderUse>;
  readonly touches: readonly Touch[];
  readonly replies: readonly Reply[];
};

export type Outgoing = Contacted & {
  readonly channel: TouchChannel;
  /** As it is compared; null: it is no message. */
  readonly sender: string | null;
  readonly record: FieldValues;
  readonly now: Instant;
};

type Use = { hourFrom: Instant; thisHour: number; dayUntil: Instant; today: number };

export class Pace {
  private readonly settings: PaceSettings;
  private readonly definition: Pick<CadenceDefinition, 'businessHours'>;
  private readonly uses = new Map<string, Use>();
  private readonly ofPerson = new Map<string, Touch[]>();
  private readonly ofAccount = new Map<string, Touch[]>();
  /** By account: whoever works alone has no colleagues. */
  private readonly replies = new Map<string, Reply[]>();
  private readonly countsAccounts: boolean;

  constructor(settings: PaceSettings, definition: Pick<CadenceDefinition, 'businessHours'>) {
    this.settings = settings;
    this.definition = definition;
    this.countsAccounts = settings.budget.limits.some(({ per }) => per === 'account');
    for (const touch of settings.touches) this.noteTouch(touch);
    for (const reply of settings.replies) this.noteReply(reply);
  }

  /** Null: it may go now. */
  hold(outgoing: Outgoing): Held | null {
    return this.heldByHours(outgoing) ?? this.heldByContacts(outgoing) ?? this.heldBySender(outgoing);
  }

  /** It goes, and counts for what comes after it. */
  count({ sender, person, account, channel, now }: Outgoing): void {
    this.noteTouch({ person, account, channel, at: now });
    if (sender === null) return;
    const use = this.use(sender, now);
    use.thisHour += 1;
    use.today += 1;
  }

  noteReply(reply: Reply): void {
    if (this.settings.budget.replyHoldDays !== null && reply.account !== null)
      addTo(this.replies, reply.account, reply);
  }

  heldBySender({ sender, now }: Pick<Outgoing, 'sender' | 'now'>): Held | null {
    if (sender === null) return null;
    const { thisHour, today, hourFrom, dayUntil } = this.use(sender, now);
    const windows = { hourFrom, dayFrom: hourFrom, dayUntil };
    return heldByLimits(this.settings.limitsOf(sender), { thisHour, today }, windows);
  }

  private heldByHours({ channel, record, now }: Outgoing): Held | null {
    const { hours, zone } = this.settings;
    if (hours === null) return null;
    const until = openingFor(now, { clock: { zone, hours }, definition: this.definition, channel, record });
    return until === now ? null : { reason: 'outside_business_hours', until };
  }

  private heldByContacts(outgoing: Outgoing): Held | null {
    const { budget } = this.settings;
    if (budget.limits.length === 0 && budget.gapHours === null && budget.replyHoldDays === null) return null;
    const { person, account } = outgoing;
    const ofPerson = this.ofPerson.get(person) ?? [];
    const ofAccount = account === null ? [] : (this.ofAccount.get(account) ?? []);
    const touches = ofAccount.length === 0 ? ofPerson : [...new Set([...ofPerson, ...ofAccount])];
    const replies = account === null ? [] : (this.replies.get(account) ?? []);
    return heldByBudget(budget, outgoing, { touches, replies });
  }

  private noteTouch(touch: Touch): void {
    addTo(this.ofPerson, touch.person, touch);
    if (this.countsAccounts && touch.account !== null) addTo(this.ofAccount, touch.account, touch);
  }

  /** In the clock hour and on the day that it is now. */
  private use(sender: string, now: Instant): Use {
    const known = this.uses.get(sender);
    if (known === undefined) {
      const { hourFrom, dayUntil } = windowsAt(now, this.settings.zone);
      const before = this.settings.uses.get(sender) ?? { thisHour: 0, today: 0 };
      const use = { hourFrom, dayUntil, ...before };
      this.uses.set(sender, use);
      return use;
    }
    if (now >= known.dayUntil)
      Object.assign(known, { today: 0, dayUntil: windowsAt(now, this.settings.zone).dayUntil });
    const { hourFrom } = windowsAt(now, this.settings.zone);
    if (hourFrom > known.hourFrom) Object.assign(known, { hourFrom, thisHour: 0 });
    return known;
  }
}

function addTo<T>(map: Map<string, T[]>, key: string, one: T): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [one]);
  else known.push(one);
}
