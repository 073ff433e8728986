// What is wrong with a cadence in an organisation that has everything it refers to, but for fields of the module.
import { checkCadence } from '#core/cadence/check.ts';
import type { CadenceDefinition, ChannelSettings } from '#core/cadence/definition.ts';
import { limitsByEdition } from '#core/cadence/limits.ts';
import type { CadenceProblem } from '#core/cadence/problem.ts';
import { defaultCallResults } from '#core/cadence/response.ts';
import { templateKey } from '#core/message/whatsapp.ts';
import type { Module } from '#core/records/field.ts';
import type { Instant } from '#core/time/instant.ts';

function approvedFor(settings: ChannelSettings) {
  if (settings.channel !== 'whatsapp') return [];
  const { template: name, language, variables } = settings;
  return [[templateKey({ name, language }), { status: 'approved', wants: null, variables }] as const];
}

type Moment = { readonly now: Instant; readonly zone: string };

export function problemsOf(definition: CadenceDefinition, module: Module, { now, zone }: Moment): CadenceProblem[] {
  const { audience, followUps } = definition;
  const emails = followUps.flatMap(({ settings }) => (settings.channel === 'email' ? [settings.template] : []));
  return checkCadence(definition, {
    module,
    view: audience.kind === 'view' ? { module: definition.module, barred: null } : null,
    templates: new Map(emails.map((template) => [template, { kind: 'fine', fields: [] }])),
    whatsapp: { isOn: true, templates: new Map(followUps.flatMap(({ settings }) => approvedFor(settings))) },
    members: new Set(['omar@harbour.invalid']),
    followUpsMax: limitsByEdition.ultimate.followUps,
    callResults: defaultCallResults,
    replies: { accounts: new Map(), ownersAddresses: [], ownAddress: 'sales@house.example' },
    now,
    zone,
  });
}
