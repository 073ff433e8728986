import { createApiKey } from '#actions/accounts/create-api-key.ts';
import { listApiKeys } from '#actions/accounts/list-api-keys.ts';
import { revokeApiKey } from '#actions/accounts/revoke-api-key.ts';
import { type Routes, route } from '#api/route.ts';
import * as contract from '#contract/accounts.ts';
import type { Value } from '#contract/endpoint.ts';
import { scopes } from '#contract/scopes.ts';

type ListedKey = Awaited<ReturnType<typeof listApiKeys>>[number];

export const apiKeyRoutes: Routes = (app, { database }) => {
  route(app, contract.listApiKeys, async ({ caller }) => {
    const keys = await listApiKeys(database, caller);
    return { items: keys.map(describeKey), nextCursor: null };
  });

  route(app, contract.createApiKey, async ({ body, caller, now }) => {
    const wanted = { ...body, user: caller.member, organization: caller.organization };
    const created = await createApiKey(database, wanted, now);
    return created.kind === 'refused' ? created : { apiKey: describeKey(created.apiKey), key: created.key };
  });

  route(app, contract.revokeApiKey, async ({ params, caller, now }) => revokeApiKey(database, caller, params.id, now));
};

function describeKey({ publicId, user, ...key }: ListedKey): Value<typeof contract.apiKey> {
  return {
    ...key,
    id: publicId,
    user: { id: user.publicId, name: user.name },
    // A scope that this version doesn't know any more grants nothing.
    scopes: scopes.filter((scope) => key.scopes.includes(scope)),
  };
}
