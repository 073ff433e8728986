// What a definition is checked against: the module's fields, the view, the templates, the members, as they are now.
import { factsOf, type ReadTemplate } from '#actions/templates/template-facts.ts';
import { barredIn } from '#actions/views/why-no-audience.ts';
import type { CheckContext } from '#core/cadence/problem.ts';
import type { Barred } from '#core/cadence/audience-bars.ts';
import type { CadenceDefinition } from '#core/cadence/definition.ts';
import { criteriaIn } from '#core/cadence/outline.ts';
import { defaultCallResults } from '#core/cadence/response.ts';
import { templateKey } from '#core/message/whatsapp.ts';
import { fold } from '#core/records/fold.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Tx } from '#storage/db.ts';
import { cadenceLimits } from '#storage/organizations/cadence-limits.ts';
import { listSendingAccounts } from '#storage/mail/sending-accounts.ts';
import { listMembers, mailIdentity } from '#storage/organizations/members.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { catalogueFor } from '#storage/records/beyond.ts';
import type { Catalogue } from '#storage/records/catalogue.ts';
import { listTemplates } from '#storage/templates/templates.ts';
import { findViewByName, type StoredView } from '#storage/views/views.ts';
import { findWhatsappAccount } from '#storage/whatsapp/account.ts';
import { listWhatsappTemplates } from '#storage/whatsapp/templates.ts';

type Checking = {
  readonly organization: Organization;
  readonly readTemplate: ReadTemplate;
  readonly now: Instant;
  /** When the draft was saved; absent: it is being written now. */
  readonly draftedAt?: Instant;
};

export type Checkable = { readonly context: CheckContext; readonly view: StoredView | null };

export async function loadCheckContext(
  tx: Tx,
  definition: CadenceDefinition,
  { organization, readTemplate, now, draftedAt = now }: Checking,
): Promise<Checkable> {
  const { audience } = definition;
  const view = audience.kind === 'view' ? await findViewByName(tx, definition.module, audience.view) : null;
  const asked = [...criteriaIn(definition), view?.criteria, ...recipientsIn(definition)];
  // Whoever edits, previews or publishes it asks of fields that they may see: what a rule finds would tell of the others (T8).
  const catalogue = await catalogueFor(tx, definition.module, asked);
  const templates = await listTemplates(tx);
  const members = await listMembers(tx);
  const identity = await mailIdentity(tx);
  const accounts = await listSendingAccounts(tx);
  const context: CheckContext = {
    module: catalogue?.module ?? null,
    view: view === null ? null : { module: view.module, barred: await barredView(tx, view, catalogue) },
    templates: new Map(templates.map((template) => [template.name, factsOf(readTemplate, template)])),
    whatsapp: await whatsappFacts(tx),
    members: new Set(members.filter(({ active }) => active).map(({ email }) => fold(email))),
    followUpsMax: (await cadenceLimits(tx)).followUps,
    callResults: defaultCallResults,
    replies: {
      accounts: new Map(accounts.map((account) => [account.addressFolded, account])),
      ownAddress: identity.address,
      ownersAddresses: accounts.filter(({ owner }) => owner !== null).map(({ address }) => address),
    },
    now,
    draftedAt,
    zone: organization.timeZone,
  };
  return { context, view };
}

/** Of fields that they are read from: a phone number may stand in a record that is looked up (C-5). */
function recipientsIn({ followUps }: CadenceDefinition): { readonly field: string }[] {
  return followUps.flatMap(({ settings }) => (settings.channel === 'whatsapp' ? [{ field: settings.to }] : []));
}

async function whatsappFacts(tx: Tx): Promise<CheckContext['whatsapp']> {
  const templates = await listWhatsappTemplates(tx);
  return {
    isOn: (await findWhatsappAccount(tx))?.enabled === true,
    templates: new Map(templates.map((template) => [templateKey(template), template])),
  };
}

async function barredView(tx: Tx, { criteria }: StoredView, catalogue: Catalogue | null): Promise<Barred | null> {
  return catalogue === null ? null : barredIn(tx, criteria, catalogue.module);
}
