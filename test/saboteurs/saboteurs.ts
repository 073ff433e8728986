// Twenty-five one-line bugs of the kinds that get into engines like ours. Each must be noticed by the tests that are meant to,
// or by the simulation.

export type Saboteur = {
  readonly what: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** Left out: the simulation alone. */
  readonly tests?: readonly string[];
};

/** The file's text with the bug in it. Throws where the code has moved on: the bug must be put in anew. */
export function sabotaged(honest: string, { file, find, replace }: Saboteur): string {
  const [before, after, ...more] = honest.split(find);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`${file} does not say once: ${find}`);
  return before + replace + after;
}

export const saboteurs: readonly Saboteur[] = [
  {
    what: 'triggers before rules',
    file: 'src/core/cadence/decide.ts',
    find: 'const rule = metRule(draft);',
    replace: 'applyBranches(draft, steps); const rule = metRule(draft);',
    tests: ['src/core/cadence/rules.test.ts'],
  },
  {
    what: 'a deleted record stays in its cadences',
    file: 'src/core/cadence/decide.ts',
    find: 'if (draft.world.record === null) {',
    replace: 'if (draft.world.record === undefined) {',
    tests: ['src/core/cadence/decide.test.ts'],
  },
  {
    what: 'days of 24 hours',
    file: 'src/core/time/calendar.ts',
    find: 'if (amount === 0) return at;',
    replace: "if (unit === 'days') return at + amount * DAY;",
    tests: ['src/core/cadence/delay.test.ts'],
  },
  {
    what: 'a date ends at midnight UTC',
    file: 'src/core/time/calendar.ts',
    find: 'return startOf(dayOf(date) + 1, zoneOf(zone));',
    replace: 'return (dayOf(date) + 1) * DAY;',
    tests: ['src/core/cadence/rules.test.ts'],
  },
  {
    what: 'follow-ups a minute early',
    file: 'src/core/cadence/claim-due.ts',
    find: 'progress.dueAt > draft.world.now) continue;',
    replace: 'progress.dueAt > draft.world.now + 60_000) continue;',
    tests: ['src/core/cadence/delay.test.ts'],
  },
  {
    what: 'a bounce does not disarm an absence',
    file: 'src/core/cadence/absence.ts',
    find: '.some(inTime) || disarmsAbsence.some(inTime) ?',
    replace: '.some(inTime) || [].some(inTime) ?',
    tests: ['src/core/cadence/absence.test.ts'],
  },
  {
    what: '"not replied" counts before the mailbox was read',
    file: 'src/core/cadence/absence.ts',
    find: 'return world.repliesReadUntil < deadline;',
    replace: 'return world.repliesReadUntil < 0;',
    tests: ['src/core/cadence/absence.test.ts'],
  },
  {
    what: 'a continue keeps no identity: what was ordered is ordered as new',
    file: 'src/core/cadence/draft.ts',
    find: "progress.ordered ? 'deliver_again' : 'deliver'",
    replace: "progress.ordered ? 'deliver' : 'deliver'",
    tests: ['src/core/cadence/round.test.ts'],
  },
  {
    what: 'inputs are folded as they happen to come',
    file: 'src/core/cadence/facts.ts',
    find: 'const byClass = foldingClass(a.input) - foldingClass(b.input);',
    replace: 'const byClass = a.index - b.index;',
    tests: ['src/core/cadence/decide.test.ts'],
  },
  {
    what: 'an outcome that was overtaken counts',
    file: 'src/core/cadence/facts.ts',
    find: "if (progress.state !== 'claimed' && !isTakenBack(draft, progress, input)) return;",
    replace: 'if (progress.state === null) return;',
    tests: ['src/core/cadence/decide.test.ts'],
  },
  {
    what: 'the same response twice is two',
    file: 'src/core/cadence/facts.ts',
    find: 'if (progress.seen.has(key) && !isSaidAgain) return;',
    replace: 'if (progress.seen.has(key) && isSaidAgain) return;',
    tests: ['src/core/cadence/decide.test.ts'],
  },
  {
    what: 'a weaker response starts its branch',
    file: 'src/core/cadence/branch.ts',
    find: '} else if (match.strength < top) {',
    replace: '} else if (match.strength < 0) {',
    tests: ['src/core/cadence/branch.test.ts'],
  },
  {
    what: 'publishing again stops whoever has had the edited follow-up',
    file: 'src/core/cadence/republish.ts',
    find: 'if (!edited.has(number) || !isPending(progress)) continue;',
    replace: 'if (!edited.has(number)) continue;',
    tests: ['src/core/cadence/republish.test.ts'],
  },
  {
    what: 'a continue is a way around the rules',
    file: 'src/core/cadence/round.ts',
    find: 'if (ruleMetAtEnrolment(published.outline, world) !== null) return',
    replace: 'if (ruleMetAtEnrolment(published.outline, world) === undefined) return',
    tests: ['src/core/cadence/rules.test.ts'],
  },
  {
    what: 'claimed after sending: the gate is asked when the dot is out',
    file: 'src/worker/message-pump.ts',
    find: 'const outcome = await message.send(() => desk.gate.add({ delivery, addressHash }));',
    replace:
      'const outcome = await message.send(async () => void desk.gate.add({ delivery, addressHash }) === undefined);',
  },
  {
    what: 'the gate does not see what was just told',
    file: 'src/storage/deliveries/gate.ts',
    find: 'when exists (select from input i where i.enrollment_id = d.enrollment_id and',
    replace: 'when exists (select from input i where i.enrollment_id = -d.enrollment_id and',
  },
  {
    what: 'disabling raises no epoch',
    file: 'src/storage/cadences/cadences.ts',
    find: 'set status = ${status}, epoch = epoch + 1,',
    replace: 'set status = ${status}, epoch = epoch,',
    tests: ['src/actions/cadences/switch-cadence.test.ts'],
  },
  {
    what: '"do not email" is not looked at',
    file: 'src/actions/deliveries/prepare-emails.ts',
    find: "if (valueOf(record, 'do_not_email') === true)",
    replace: "if (valueOf(record, 'do_not_email') === null)",
  },
  {
    what: 'what may have gone out is sent again when its sender died',
    file: 'src/storage/deliveries/claim-deliveries.ts',
    find: "and state = 'claimed' and leased_until < clock_timestamp()`);",
    replace: "and state in ('claimed', 'dot_pending') and leased_until < clock_timestamp()`);",
  },
  {
    what: 'a message that may have gone out is sent again by itself',
    file: 'src/actions/deliveries/report-outcomes.ts',
    find: "return { ...base, state: 'unconfirmed', fact: { kind: 'unknown', followUp }, text: outcome.text };",
    replace: 'return retry(delivery, now, outcome.text);',
  },
  {
    what: 'no unique index on active rounds',
    file: 'src/storage/migrations/organization.ts',
    find: 'create unique index enrollment_active on',
    replace: 'create index enrollment_active on',
  },
  {
    what: 'the mailbox counts as read before it is',
    file: 'src/actions/mail/read-built-in-mailbox.ts',
    find: 'markAllReadUntil(tx, now)',
    replace: 'markAllReadUntil(tx, now + 90_000_000)',
  },
  {
    what: 'an unsubscribe suppresses nobody',
    file: 'src/actions/mail/record-response.ts',
    find: "const left = known.filter(({ response }) => response === 'unsubscribed');",
    replace: 'const left = known.filter(({ response }) => response === undefined);',
  },
  {
    what: 'a change of the record wakes nobody',
    file: 'src/actions/records/update-record.ts',
    find: 'await addLookAgain(tx, seat, { records: [record.id], at: acting.now });',
    replace: 'await addLookAgain(tx, seat, { records: [], at: acting.now });',
  },
  {
    what: 'those who were to finish under their version are moved',
    file: 'src/actions/cadences/publish-cadence.ts',
    find: "if (goesOn && request.enrolled === 'move') {",
    replace: 'if (goesOn) {',
  },
];
