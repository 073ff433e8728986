// Whether an organisation's mail goes out. A refusal for policy pauses it by itself (K-38); a person lets it go on.
import type { Acting } from '#actions/records/acting.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';
import { tellWorkers } from '#storage/enrollments/inputs.ts';
import {
  type MailIdentity,
  mailIdentity,
  resumeSending as resume,
  type SendingState,
  sendingState,
} from '#storage/organizations/members.ts';

type Reading = Pick<Acting, 'database' | 'organization'>;

export type Sending = SendingState & { readonly from: MailIdentity };

export async function readSending({ database, organization }: Reading): Promise<Sending> {
  return database.organization(organization.seat, async (tx) => {
    return { ...(await sendingState(tx)), from: await mailIdentity(tx) };
  });
}

export async function resumeSending({ database, organization, actor, now }: Acting): Promise<Sending> {
  return database.organization(organization.seat, async (tx) => {
    await resume(tx);
    await tellWorkers(tx, organization.seat);
    await writeAudit(tx, { action: 'sending_resumed', actor: actor.id, at: now });
    return { ...(await sendingState(tx)), from: await mailIdentity(tx) };
  });
}
