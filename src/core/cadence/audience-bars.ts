// What a view may not ask where it is to be an audience (C-25). The engine could carry out all of these but "me"; which of
// them hold is the organisation's setting.
import { relatedKey } from '#core/criteria/asked-fields.ts';
import { type Condition, conditionsOf, type Criteria } from '#core/criteria/criteria.ts';
import { describe } from '#core/criteria/explain.ts';
import { type Operator, statementOf } from '#core/criteria/operators.ts';
import { fieldOf, type LocalizedText, type Module } from '#core/records/field.ts';

/** The rule's (a) to (d). */
export const audienceBars = ['campaign', 'multi_select', 'related', 'belongs_to'] as const;
export type AudienceBar = (typeof audienceBars)[number];

/** The condition that keeps a view from being an audience. */
export type Barred = { readonly code: BarredCode; readonly condition: LocalizedText };

export const barredCodes = [
  'audience_asks_campaign',
  'audience_asks_multi_select',
  'audience_asks_related',
  'audience_asks_belongs_to',
  'audience_asks_me',
] as const;
export type BarredCode = (typeof barredCodes)[number];

/** Null: it can be one. */
export function whyNoAudience(criteria: Criteria, module: Module, bars: readonly AudienceBar[]): Barred | null {
  for (const condition of conditionsOf(criteria)) {
    const code = codeOf(condition, module, bars);
    if (code === null) continue;
    return { code, condition: { en: describe(condition, module, 'en'), zh: describe(condition, module, 'zh') } };
  }
  return null;
}

function codeOf(condition: Condition, module: Module, bars: readonly AudienceBar[]): BarredCode | null {
  const { operator } = statementOf(condition);
  // Not a matter of settings: an audience is nobody's.
  if (operator === 'is_me') return 'audience_asks_me';
  if (bars.includes('multi_select') && ofMultiSelect.includes(operator)) return 'audience_asks_multi_select';
  if (bars.includes('campaign') && namesCampaign(condition, module)) return 'audience_asks_campaign';
  if (bars.includes('related') && relatedKey(condition.field) !== null) return 'audience_asks_related';
  return bars.includes('belongs_to') && operator === 'belongs_to' ? 'audience_asks_belongs_to' : null;
}

const ofMultiSelect: readonly Operator[] = ['contains_any', 'contains_all', 'excludes_any', 'excludes_all'];

/** The campaign itself, or one of its fields. */
function namesCampaign({ field }: Condition, module: Module): boolean {
  const lookup = relatedKey(field)?.lookup ?? field;
  return (module.key === 'leads' || module.key === 'contacts') && fieldOf(module, lookup)?.target === 'campaigns';
}
