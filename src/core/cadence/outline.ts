// A definition prepared for deciding: parents, children and strengths looked up once per version, not once per wake.
import {
  type CadenceDefinition,
  type FieldTime,
  type FollowUp,
  isFieldTime,
  type Trigger,
  type UnenrollRule,
} from '#core/cadence/definition.ts';
import { type Channel, strengthOfAbsence, strengthOfResponse, STATE_STRENGTH } from '#core/cadence/response.ts';
import { assert } from '#core/assert.ts';
import { type Criteria, fieldsOf } from '#core/criteria/criteria.ts';

export type OutlineTrigger = {
  readonly trigger: Trigger;
  /** Names the trigger in state and history: 'opened', 'not_opened', 'link:https://…', 'result:busy'. */
  readonly key: string;
  readonly strength: number;
  /**
   * C-8: an answer by mail may be in the mailbox already, an open or click may still be graded (C-37); what comes by other
   * channels is told at once.
   */
  readonly waitsFor: 'mailbox' | 'grading' | 'nothing';
};

export type OutlineNode = {
  readonly followUp: FollowUp;
  readonly triggers: readonly OutlineTrigger[];
  readonly parent: OutlineNode | null;
  readonly children: readonly OutlineNode[];
  /** Until when its children wait for what may not come, where date fields of the record say so (C-14). */
  readonly dateAbsences: readonly FieldTime[];
};

export type Outline = {
  readonly definition: CadenceDefinition;
  readonly nodes: readonly OutlineNode[];
  readonly roots: readonly OutlineNode[];
  readonly byNumber: ReadonlyMap<number, OutlineNode>;
  readonly rules: readonly UnenrollRule[];
  /** Those whose time a date field gives, those that ask for a condition, those that are repeated. */
  readonly dated: readonly OutlineNode[];
  readonly conditional: readonly OutlineNode[];
  readonly repeating: readonly OutlineNode[];
  /** Keys of the record's fields that rules, times and conditions look at. */
  readonly recordFields: ReadonlySet<string>;
  readonly recordCriteria: readonly Criteria[];
};

type Growing = {
  followUp: FollowUp;
  triggers: OutlineTrigger[];
  parent: Growing | null;
  children: Growing[];
  dateAbsences: FieldTime[];
};

/** Prepares a checked, numbered definition. Throws where check.ts would have refused it. */
export function outlineOf(definition: CadenceDefinition): Outline {
  const byId = new Map<string, Growing>();
  const channels = new Map(definition.followUps.map(({ id, settings }) => [id, settings.channel]));
  for (const followUp of definition.followUps) {
    const answered = channels.get(followUp.parent ?? '');
    const triggers = followUp.triggers.map((trigger) => outlineTrigger(trigger, answered));
    byId.set(followUp.id, { followUp, triggers, parent: null, children: [], dateAbsences: [] });
  }
  for (const node of byId.values()) {
    if (node.followUp.parent === null) continue;
    const parent = byId.get(node.followUp.parent);
    assert(parent !== undefined, `follow-up ${node.followUp.id} has an unknown parent`);
    node.parent = parent;
    parent.children.push(node);
    parent.dateAbsences.push(...dateAbsencesOf(node.followUp));
  }
  const nodes = [...byId.values()];
  return {
    definition,
    nodes,
    roots: nodes.filter((node) => node.parent === null),
    byNumber: new Map(nodes.map((node) => [node.followUp.number, node])),
    rules: definition.unenroll,
    dated: nodes.filter(({ followUp }) => followUp.delay.kind === 'field_time'),
    conditional: nodes.filter(({ followUp }) => followUp.condition !== undefined),
    repeating: nodes.filter(({ followUp }) => followUp.repeat !== undefined),
    recordFields: new Set([
      ...definition.unenroll.flatMap(fieldsOfRule),
      ...definition.followUps.flatMap(fieldsOfFollowUp),
    ]),
    recordCriteria: criteriaIn(definition),
  };
}

/** What rules and conditions of follow-ups ask of the record. */
export function criteriaIn({ unenroll, followUps }: CadenceDefinition): Criteria[] {
  const ofRules = unenroll.flatMap(({ when }) => (when.kind === 'record' ? [when.criteria] : []));
  return [...ofRules, ...followUps.flatMap(({ condition }) => condition?.criteria ?? [])];
}

function fieldsOfRule({ when }: UnenrollRule): string[] {
  if (when.kind === 'date_field') return [when.field];
  return when.kind === 'record' ? [...fieldsOf(when.criteria)] : [];
}

function fieldsOfFollowUp(followUp: FollowUp): string[] {
  const { delay, condition } = followUp;
  const times = [...dateAbsencesOf(followUp), ...(delay.kind === 'field_time' ? [delay] : [])];
  return [...times.map(({ field }) => field), ...(condition === undefined ? [] : fieldsOf(condition.criteria))];
}

function dateAbsencesOf({ triggers }: FollowUp): FieldTime[] {
  return triggers.flatMap((trigger) =>
    trigger.kind === 'absence' && isFieldTime(trigger.within) ? [trigger.within] : [],
  );
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

function outlineTrigger(trigger: Trigger, answered: Channel | undefined): OutlineTrigger {
  const isByMail = trigger.kind === 'absence' && answered === 'email';
  const waitsFor = !isByMail ? 'nothing' : trigger.response === 'replied' ? 'mailbox' : 'grading';
  return { trigger, key: triggerKey(trigger), strength: strengthOf(trigger), waitsFor };
}

function strengthOf(trigger: Trigger): number {
  if (trigger.kind === 'response') return strengthOfResponse(trigger.response);
  if (trigger.kind === 'link') return strengthOfResponse('clicked');
  if (trigger.kind === 'absence') return strengthOfAbsence(trigger.response);
  return STATE_STRENGTH;
}
