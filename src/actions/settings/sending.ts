// Whether an organisation's mail goes out. A refusal for policy pauses it by itself (K-38); a person lets it go on.
import type { Acting } from '#actions/records/acting.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';
import type { Tx } from '#storage/db.ts';
import { tellWorkers } from '#storage/enrollments/inputs.ts';
import {
  type MailIdentity,
  mailIdentity,
  resumeSending as resume,
  type SendingState,
  sendingState,
} from '#storage/organizations/members.ts';
import { countPlanned, findStandstill, type Standstill } from '#storage/standstill/standstill.ts';

type Reading = Pick<Acting, 'database' | 'organization'>;

export type Sending = SendingState & {
  readonly standstill:
    | (Omit<Standstill, 'reviewUntil'> & { readonly waiting: number; readonly confirmed: boolean })
    | null;
  readonly from: MailIdentity;
};

export async function readSending({ database, organization }: Reading): Promise<Sending> {
  return database.organization(organization.seat, readIn);
}

export async function resumeSending({ database, organization, actor, now }: Acting): Promise<Sending> {
  return database.organization(organization.seat, async (tx) => {
    await resume(tx);
    await tellWorkers(tx, organization.seat);
    await writeAudit(tx, { action: 'sending_resumed', actor: actor.id, at: now });
    return readIn(tx);
  });
}

async function readIn(tx: Tx): Promise<Sending> {
  return { ...(await sendingState(tx)), standstill: await readStandstill(tx), from: await mailIdentity(tx) };
}

async function readStandstill(tx: Tx): Promise<Sending['standstill']> {
  const found = await findStandstill(tx);
  if (found === null) return null;
  const { reviewUntil, ...standstill } = found;
  return { ...standstill, waiting: await countPlanned(tx), confirmed: reviewUntil !== null };
}
