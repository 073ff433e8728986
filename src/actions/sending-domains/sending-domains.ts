// The domains that an organisation's mail comes from: their DKIM keys, and what their DNS says (E-3, P26). Mail is signed
// from the moment at which the key's record was found in DNS, so that no signature is ever sent that nobody can check.
import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import type { Seals } from '#actions/accounts/seals.ts';
import type { Acting } from '#actions/records/acting.ts';
import type { Refusal } from '#contract/errors.ts';
import type { AuditedAction } from '#core/accounts/audited.ts';
import { domainOf } from '#core/message/address.ts';
import {
  type DomainRecordKind,
  dkimName,
  dmarcNames,
  judgeDkim,
  judgeDmarc,
  judgeSpf,
  type Judged,
  type ResolveTexts,
  type WantedRecord,
  wantedDkim,
  wantedDmarc,
  wantedSpf,
} from '#core/message/domain-records.ts';
import type { KeyNamed } from '#core/message/letter.ts';
import { localDate } from '#core/time/calendar.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';
import type { Tx } from '#storage/db.ts';
import * as stored from '#storage/mail/dkim-keys.ts';
import { listMailAccounts } from '#storage/mail/mail-accounts.ts';
import { mailIdentity } from '#storage/organizations/members.ts';

type Reading = Pick<Acting, 'database' | 'organization'>;

export type SendingDomain = {
  readonly domain: string;
  /** Of the accounts that send from it. */
  readonly servers: readonly string[];
  /** The newest; null: there is none. */
  readonly key: stored.DkimKey | null;
};

export async function listSendingDomains({ database, organization }: Reading): Promise<SendingDomain[]> {
  return database.organization(organization.seat, domainsIn);
}

async function domainsIn(tx: Tx): Promise<SendingDomain[]> {
  const identity = await mailIdentity(tx);
  const accounts = await listMailAccounts(tx);
  const keys = await stored.listDkimKeys(tx);
  const domains = [identity.address, ...accounts.map(({ address }) => address)].map(domainOf);
  return [...new Set(domains)].map((domain) => {
    const own = accounts.filter(({ address }) => domainOf(address) === domain);
    return {
      domain,
      servers: [...new Set(own.map(({ smtp }) => smtp.host))],
      key: keys.find((key) => key.domain === domain) ?? null,
    };
  });
}

type NotFound = Refusal<'not_found'>;

async function find(reading: Reading, wanted: string): Promise<SendingDomain | null> {
  return (await listSendingDomains(reading)).find(({ domain }) => domain === wanted.toLowerCase()) ?? null;
}

export function keyPurpose({ domain, selector }: KeyNamed): string {
  return `DKIM key ${selector} of ${domain}`;
}

const KEY_BITS = 2048;
const generate = promisify(generateKeyPair);

/** Signing goes on with the one before until the new one's record is found. */
export async function makeDkimKey(
  acting: Acting & { readonly seals: Seals },
  wanted: string,
): Promise<{ readonly kind: 'made'; readonly domain: SendingDomain } | NotFound> {
  const { database, organization, seals, now } = acting;
  const found = await find(acting, wanted);
  if (found === null) return { kind: 'refused', reason: 'not_found' };
  const { domain } = found;
  const pair = await generate('rsa', { modulusLength: KEY_BITS });
  const named = { domain, selector: selectorAt(now, found.key) };
  const key = {
    ...named,
    privateKey: seals.seal(pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), keyPurpose(named)),
    publicKey: pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    now,
  };
  await database.organization(organization.seat, async (tx) => {
    await stored.insertDkimKey(tx, key);
    await note(tx, acting, { action: 'dkim_key_made', domain });
  });
  const made = await find(acting, domain);
  return made === null ? { kind: 'refused', reason: 'not_found' } : { kind: 'made', domain: made };
}

/** Never one that was in use before: its record may still be known somewhere. */
function selectorAt(now: number, before: KeyNamed | null): string {
  const today = `cadenza${localDate(now, 'UTC').replaceAll('-', '')}`;
  const taken = before?.selector.startsWith(today) === true ? before.selector : null;
  return taken === null ? today : `${today}-${Number(taken.split('-')[1] ?? 1) + 1}`;
}

export async function deleteDkimKey(acting: Acting, wanted: string): Promise<null | NotFound> {
  const domain = wanted.toLowerCase();
  return acting.database.organization(acting.organization.seat, async (tx): Promise<null | NotFound> => {
    if (!(await stored.deleteDkimKeys(tx, domain))) return { kind: 'refused', reason: 'not_found' };
    await note(tx, acting, { action: 'dkim_key_deleted', domain });
    return null;
  });
}

export type CheckedRecord = Judged & {
  readonly record: DomainRecordKind;
  /** What to put into DNS; null: make a key first. */
  readonly wanted: WantedRecord | null;
};

/** A key whose record is found is used from now on. */
export async function checkDomain(
  acting: Acting & { readonly resolveTexts: ResolveTexts },
  wanted: string,
): Promise<{ readonly kind: 'checked'; readonly records: readonly CheckedRecord[] } | NotFound> {
  const { database, organization, resolveTexts, now } = acting;
  const found = await find(acting, wanted);
  if (found === null) return { kind: 'refused', reason: 'not_found' };
  const { domain, servers, key } = found;
  const [spf, dkim, dmarc] = await Promise.all([
    resolveTexts(domain),
    key === null ? [] : resolveTexts(dkimName(domain, key.selector)),
    firstOf(dmarcNames(domain), resolveTexts),
  ]);
  const judged = judgeDkim(dkim, key?.publicKey ?? null);
  if (key !== null && judged.verdict === 'fine') {
    await database.organization(organization.seat, (tx) => stored.activateKey(tx, key, now));
  }
  const records: CheckedRecord[] = [
    { record: 'spf', ...judgeSpf(spf), wanted: wantedSpf(domain, servers) },
    { record: 'dkim', ...judged, wanted: key === null ? null : wantedDkim(key, key.publicKey) },
    { record: 'dmarc', ...judgeDmarc(dmarc), wanted: wantedDmarc(domain) },
  ];
  return { kind: 'checked', records };
}

/** What the first of these names says that says anything. */
async function firstOf(names: readonly string[], resolveTexts: ResolveTexts): Promise<readonly string[] | null> {
  for (const name of names) {
    const texts = await resolveTexts(name);
    if (texts === null || judgeDmarc(texts).verdict !== 'missing') return texts;
  }
  return [];
}

type Noted = { readonly action: AuditedAction; readonly domain: string };

async function note(tx: Tx, { actor, now }: Acting, { action, domain }: Noted): Promise<void> {
  await writeAudit(tx, {
    action,
    actor: actor.id,
    at: now,
    target: { kind: 'sending_domain', id: domain, name: domain },
  });
}
