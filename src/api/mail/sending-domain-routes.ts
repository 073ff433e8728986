import {
  checkDomain,
  deleteDkimKey,
  listSendingDomains,
  makeDkimKey,
  type SendingDomain,
} from '#actions/sending-domains/sending-domains.ts';
import { actingOf } from '#api/acting.ts';
import { type Routes, route } from '#api/route.ts';
import { recordInWords } from '#contract/domain-record-words.ts';
import * as contract from '#contract/sending-domains.ts';
import { wantedDkim } from '#core/message/domain-records.ts';

export const sendingDomainRoutes: Routes = (app, services) => {
  const { seals, resolveTexts } = services;

  route(app, contract.listSendingDomains, async (called) => {
    return { items: (await listSendingDomains(actingOf(services, called))).map(describe) };
  });

  route(app, contract.checkSendingDomain, async ({ params, language, ...called }) => {
    const checked = await checkDomain({ ...actingOf(services, called), resolveTexts }, params.domain);
    if (checked.kind === 'refused') return checked;
    return {
      records: checked.records.map(({ record, verdict, found, wanted }) => ({
        record,
        verdict,
        says: recordInWords(record, verdict)[language],
        found: [...found],
        wanted,
      })),
    };
  });

  route(app, contract.makeDkimKey, async ({ params, ...called }) => {
    const made = await makeDkimKey({ ...actingOf(services, called), seals }, params.domain);
    return made.kind === 'refused' ? made : describe(made.domain);
  });

  route(app, contract.deleteDkimKey, async ({ params, ...called }) => {
    return deleteDkimKey(actingOf(services, called), params.domain);
  });
};

function describe({ domain, key }: SendingDomain) {
  if (key === null) return { domain, dkim: null };
  const { selector, createdAt, activeSince, publicKey } = key;
  return { domain, dkim: { selector, createdAt, activeSince, record: wantedDkim(key, publicKey) } };
}
