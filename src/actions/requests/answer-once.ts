// X-1, P14: a request that is sent again, because nobody heard the answer, is answered again, not carried out again. What it
// does and what it answers commit together, so a server that is killed in between has done both or nothing.
import { createHash } from 'node:crypto';
import type { Caller } from '#actions/accounts/caller.ts';
import type { Seals } from '#actions/accounts/seals.ts';
import type { Refusal } from '#contract/errors.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Database } from '#storage/db.ts';
import { requestKey, tryLock } from '#storage/locks.ts';
import { findAnswer, forgetAnswers, keepAnswer, type RequestId } from '#storage/requests/answered-requests.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type WrittenAnswer = {
  readonly kind: 'written';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type KeyedRequest = {
  readonly caller: Pick<Caller, 'organization' | 'member'>;
  /** As the client made it up. */
  readonly key: string;
  /** Everything that says what is asked. */
  readonly content: string;
  readonly now: Instant;
};

export type AnsweredOnce =
  | WrittenAnswer
  | { readonly kind: 'repeated'; readonly answer: WrittenAnswer }
  | Refusal<'idempotency_key_reused' | 'idempotency_key_in_use'>;

type Keeping = { readonly database: Database; readonly seals: Seals };

/** A refusal is not kept: nothing came of it, and the next try may find things changed. */
export async function answerOnce<Refused extends Refusal>(
  { database, seals }: Keeping,
  { caller, key, content, now }: KeyedRequest,
  act: () => Promise<WrittenAnswer | Refused>,
): Promise<AnsweredOnce | Refused> {
  const { seat } = caller.organization;
  const id: RequestId = { member: caller.member.id, keyHash: hashOf(`${caller.member.id} ${key}`) };
  const requestHash = hashOf(content);
  const purpose = `answer of ${seat.id} ${Buffer.from(id.keyHash).toString('hex')}`;
  return database.whole(seat, async (tx): Promise<AnsweredOnce | Refused> => {
    if (!(await tryLock(tx, requestKey(seat, id.keyHash)))) return refused('idempotency_key_in_use');
    const kept = await findAnswer(tx, id, now);
    if (kept !== null) {
      const body = seals.open(kept.body, purpose);
      const isSame = Buffer.from(requestHash).equals(kept.requestHash);
      // One that can't be opened is from before the installation's secret was changed.
      if (!isSame || body === null) return refused('idempotency_key_reused');
      return { kind: 'repeated', answer: { ...kept, kind: 'written', body } };
    }
    const answer = await act();
    if (answer.kind === 'refused') return answer;
    await keepAnswer(tx, id, { ...answer, requestHash, body: seals.seal(answer.body, purpose), at: now });
    return answer;
  });
}

export async function forgetOldAnswers(
  database: Database,
  { seat }: Pick<Organization, 'seat'>,
  now: Instant,
): Promise<number> {
  return database.organization(seat, (tx) => forgetAnswers(tx, now));
}

function refused<Reason extends 'idempotency_key_reused' | 'idempotency_key_in_use'>(reason: Reason): Refusal<Reason> {
  return { kind: 'refused', reason };
}

function hashOf(text: string): Uint8Array {
  return createHash('sha256').update(text).digest();
}
