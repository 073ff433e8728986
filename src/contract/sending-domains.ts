// P26: the domains that mail comes from, their DKIM keys and what their DNS says.
import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { instant, listOf } from '#contract/values.ts';
import { domainRecordKinds, recordVerdicts } from '#core/message/domain-records.ts';

const tag = 'Mail accounts';

const domainParams = z.strictObject({ domain: z.string().trim().min(1).max(253) });

const dnsRecord = z.object({ name: z.string(), value: z.string() });

const sendingDomain = z
  .object({
    domain: z.string(),
    /** The newest; null: mail from this domain isn't signed. */
    dkim: z
      .object({
        selector: z.string(),
        createdAt: instant,
        /** Since when mail is signed with it; null: its record wasn't found in DNS yet. */
        activeSince: instant.nullable(),
        /** A TXT record of the domain's DNS. */
        record: dnsRecord,
      })
      .nullable(),
  })
  .meta({ id: 'SendingDomain' });

export const listSendingDomains = endpoint({
  id: 'listSendingDomains',
  method: 'GET',
  path: '/api/v1/settings/sending-domains',
  access: 'admin',
  tag,
  summary: 'The domains of the organisation’s address and of its mail accounts, with their DKIM keys',
  refusals: [],
  response: listOf(sendingDomain),
});

export const checkSendingDomain = endpoint({
  id: 'checkSendingDomain',
  method: 'POST',
  path: '/api/v1/settings/sending-domains/:domain/check',
  access: 'admin',
  tag,
  summary: 'Look at a domain’s SPF, DKIM and DMARC; a key whose record is found is used from then on',
  refusals: ['not_found'],
  params: domainParams,
  response: z.object({
    records: z.array(
      z.object({
        record: z.enum(domainRecordKinds),
        verdict: z.enum(recordVerdicts),
        /** In the caller's language, with what to do. */
        says: z.string(),
        found: z.array(z.string()),
        /** What to put into DNS; null: make a key first. */
        wanted: dnsRecord.nullable(),
      }),
    ),
  }),
});

export const makeDkimKey = endpoint({
  id: 'makeDkimKey',
  method: 'POST',
  path: '/api/v1/settings/sending-domains/:domain/dkim-key',
  access: 'admin',
  tag,
  summary: 'Make a DKIM key; it is used once its record was found in DNS, and the one before until then',
  refusals: ['not_found'],
  params: domainParams,
  response: sendingDomain,
  status: 201,
  repeated: 'each_time',
});

export const deleteDkimKey = endpoint({
  id: 'deleteDkimKey',
  method: 'DELETE',
  path: '/api/v1/settings/sending-domains/:domain/dkim-key',
  access: 'admin',
  tag,
  summary: 'Delete a domain’s DKIM keys; its mail goes out unsigned',
  refusals: ['not_found'],
  params: domainParams,
});
