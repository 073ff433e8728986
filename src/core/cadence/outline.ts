// A definition prepared for deciding: parents, children and strengths looked up once per version, not once per wake.
import { type CadenceDefinition, type FollowUp, type Trigger, type UnenrollRule } from '#core/cadence/definition.ts';
import { strengthOfAbsence, strengthOfResponse, STATE_STRENGTH } from '#core/cadence/response.ts';
import { assert } from '#core/assert.ts';
import { fieldsOf } from '#core/criteria/criteria.ts';

export type OutlineTrigger = {
  readonly trigger: Trigger;
  /** Names the trigger in state and history: 'opened', 'not_opened', 'link:https://…', 'result:busy'. */
  readonly key: string;
  readonly strength: number;
};

export type OutlineNode = {
  readonly followUp: FollowUp;
  readonly triggers: readonly OutlineTrigger[];
  readonly parent: OutlineNode | null;
  readonly children: readonly OutlineNode[];
};

export type Outline = {
  readonly definition: CadenceDefinition;
  readonly nodes: readonly OutlineNode[];
  readonly roots: readonly OutlineNode[];
  readonly byNumber: ReadonlyMap<number, OutlineNode>;
  readonly rules: readonly UnenrollRule[];
  /** Keys of the record's fields that the rules look at. */
  readonly ruleFields: ReadonlySet<string>;
};

type Growing = { followUp: FollowUp; triggers: OutlineTrigger[]; parent: Growing | null; children: Growing[] };

/** Prepares a checked, numbered definition. Throws where check.ts would have refused it. */
export function outlineOf(definition: CadenceDefinition): Outline {
  const byId = new Map<string, Growing>();
  for (const followUp of definition.followUps) {
    byId.set(followUp.id, { followUp, triggers: followUp.triggers.map(outlineTrigger), parent: null, children: [] });
  }
  for (const node of byId.values()) {
    if (node.followUp.parent === null) continue;
    const parent = byId.get(node.followUp.parent);
    assert(parent !== undefined, `follow-up ${node.followUp.id} has an unknown parent`);
    node.parent = parent;
    parent.children.push(node);
  }
  const nodes = [...byId.values()];
  return {
    definition,
    nodes,
    roots: nodes.filter((node) => node.parent === null),
    byNumber: new Map(nodes.map((node) => [node.followUp.number, node])),
    rules: definition.unenroll,
    ruleFields: new Set(definition.unenroll.flatMap(fieldsOfRule)),
  };
}

function fieldsOfRule({ when }: UnenrollRule): string[] {
  if (when.kind === 'date_field') return [when.field];
  return when.kind === 'record' ? [...fieldsOf(when.criteria)] : [];
}

export function triggerKey(trigger: Trigger): string {
  if (trigger.kind === 'response') return trigger.response;
  if (trigger.kind === 'link') return linkKey(trigger.url);
  if (trigger.kind === 'absence') return `not_${trigger.response}`;
  return resultKey(trigger.result);
}

export function linkKey(url: string): string {
  return `link:${url}`;
}

export function resultKey(result: string): string {
  return `result:${result}`;
}

function outlineTrigger(trigger: Trigger): OutlineTrigger {
  return { trigger, key: triggerKey(trigger), strength: strengthOf(trigger) };
}

function strengthOf(trigger: Trigger): number {
  if (trigger.kind === 'response') return strengthOfResponse(trigger.response);
  if (trigger.kind === 'link') return strengthOfResponse('clicked');
  if (trigger.kind === 'absence') return strengthOfAbsence(trigger.response);
  return STATE_STRENGTH;
}
